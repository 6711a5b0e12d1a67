//! Any text as a state file: no panic; what loads without an error is saved and loads as the same.
#![no_main]

use blockwright::state::file::{load, save};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let loaded = load(text, "dev");
    if let Some(state) = loaded.state {
        let again = load(&save(&state), "dev");
        assert_eq!(again.state.as_ref(), Some(&state), "{:?}", again.problems);
    }
});
