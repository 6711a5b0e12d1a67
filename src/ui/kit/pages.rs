//! A list of any length of which a page is made at a time.

use blockwright::diagnostic::counts::grouped;
use leptos::prelude::*;

use super::Button;

/// How much of a list is shown: the first page, and one more at each press, so that a list of any length
/// opens in the time of a page.
#[derive(Clone, Copy)]
pub(crate) struct Pages {
    count: usize,
    page: usize,
    shown: RwSignal<usize>,
}

impl Pages {
    /// The first `page` of `count` rows.
    pub(crate) fn new(count: usize, page: usize) -> Self {
        Self { count, page, shown: RwSignal::new(page) }
    }

    /// The rows that are shown, by their places. Rows stay when more come.
    pub(crate) fn rows<V: IntoView + 'static>(
        self,
        row: impl Fn(usize) -> V + Clone + Send + 'static,
    ) -> impl IntoView {
        let places = move || 0..self.shown.get().min(self.count);
        view! { <For each=places key=|place| *place children=row /> }
    }

    /// The button for the next page, while there is one.
    pub(crate) fn more(self, about: &'static str) -> impl IntoView {
        let left = Memo::new(move |_| self.count.saturating_sub(self.shown.get()));
        let label = Signal::derive(move || {
            let left = left.get();
            format!("Show {} more of {}", left.min(self.page), grouped(left))
        });
        let has_more = Memo::new(move |_| left.get() > 0);
        let show = move || self.shown.update(|shown| *shown = shown.saturating_add(self.page));
        move || has_more.get().then(|| view! { <Button label about=about on_press=show /> })
    }
}
