//! Earlier versions of a state, kept when a new one replaces them (spec 3.2).

use std::sync::Arc;

use crate::sorting::sort_by_key;

use super::State;

/// How many replaced versions are kept.
pub const KEPT: usize = 10;

/// The current state and the versions it replaced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The replaced versions, oldest first.
    replaced: Vec<Arc<State>>,
    /// The current version, if anything was ever saved.
    current: Option<Arc<State>>,
}

impl History {
    /// A history from what storage holds: replaced versions in any order, and the current one.
    pub fn new(mut replaced: Vec<Arc<State>>, current: Option<Arc<State>>) -> Self {
        sort_by_key(&mut replaced, |state| state.serial);
        let mut history = Self { replaced, current };
        history.forget_oldest();
        history
    }

    /// Makes `state` the current version and keeps the one it replaces. Whether it may replace it is
    /// [`State::may_replace`]'s to say.
    pub fn save(&mut self, state: Arc<State>) {
        self.replaced.extend(self.current.replace(state));
        self.forget_oldest();
    }

    fn forget_oldest(&mut self) {
        let surplus = self.replaced.len().saturating_sub(KEPT);
        self.replaced.drain(..surplus);
    }

    /// The current version.
    pub fn current(&self) -> Option<&Arc<State>> {
        self.current.as_ref()
    }

    /// All versions, newest first.
    pub fn versions(&self) -> impl Iterator<Item = &Arc<State>> {
        self.current.iter().chain(self.replaced.iter().rev())
    }

    /// The newest version with this serial.
    pub fn at(&self, serial: u64) -> Option<&Arc<State>> {
        self.versions().find(|state| state.serial == serial)
    }
}

/// Path of the state file of `environment` inside the project folder.
pub fn file_path(environment: &str) -> String {
    format!(".dataiku/state/{environment}.state.json")
}

/// Path of the backup that keeps the version with `serial` when another replaces it.
pub fn backup_path(environment: &str, serial: u64) -> String {
    format!(".dataiku/state/{environment}.state.pre-serial-{serial}.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(serial: u64) -> Arc<State> {
        Arc::new(State { serial, ..State::default() })
    }

    #[test]
    fn keeps_the_last_ten_replaced_versions() {
        let mut history = History::new(vec![state(2), state(1)], Some(state(3)));
        for serial in 4..=14 {
            history.save(state(serial));
        }
        let serials: Vec<u64> = history.versions().map(|state| state.serial).collect();
        assert_eq!(serials, [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
        assert_eq!(history.current(), Some(&state(14)));
        assert_eq!(history.at(9), Some(&state(9)));
        assert_eq!(history.at(3), None);
    }

    #[test]
    fn backups_are_named_by_the_replaced_serial() {
        assert_eq!(file_path("prod"), ".dataiku/state/prod.state.json");
        assert_eq!(backup_path("prod", 8), ".dataiku/state/prod.state.pre-serial-8.json");
    }
}
