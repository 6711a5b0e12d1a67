//! Time, and the best of several runs.

use std::hint::black_box;

/// Runs of each stage; the best one counts, because everything else on the machine only adds.
pub(crate) const RUNS: usize = 7;

/// The machine's clock, in milliseconds.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::disallowed_methods, reason = "a bench has a clock")]
pub(crate) fn clock() -> impl Fn() -> f64 {
    let start = std::time::Instant::now();
    move || start.elapsed().as_secs_f64() * 1_000.0
}

/// The browser's clock, in milliseconds.
#[cfg(target_arch = "wasm32")]
pub(crate) fn clock() -> impl Fn() -> f64 {
    let performance = leptos::prelude::window().performance();
    move || performance.as_ref().map_or_else(js_sys::Date::now, web_sys::Performance::now)
}

/// The best of several runs of `stage`, in the clock's unit.
pub(crate) fn best<T>(clock: &dyn Fn() -> f64, mut stage: impl FnMut() -> T) -> f64 {
    best_on(clock, || (), |()| stage())
}

/// As [`best`], with an input that is made anew for each run and not timed.
pub(crate) fn best_on<I, T>(
    clock: &dyn Fn() -> f64,
    mut input: impl FnMut() -> I,
    mut stage: impl FnMut(I) -> T,
) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let input = input();
        let start = clock();
        let result = black_box(stage(input));
        best = best.min(clock() - start);
        drop(result);
    }
    best
}
