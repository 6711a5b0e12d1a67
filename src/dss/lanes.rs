//! Which requests may be under way at once: few, and never two that write (`dss-api.md` 1 and 6).

use std::collections::BTreeMap;

/// The most requests under way at once.
pub const MOST: usize = 6;

/// Requests that wait and that are under way, by numbers that the caller gives them.
///
/// They start in the order in which they were added, except that reads pass a write that waits for
/// another write. A write is never passed by reads only because all lanes are taken.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// In order of arrival.
    waiting: Vec<(u64, Work)>,
    under_way: BTreeMap<u64, Work>,
    finished: usize,
}

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// It reads.
    Read,
    /// It writes.
    Write,
}

/// How far all of them are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many have ended, in whatever way.
    pub finished: usize,
    /// How many there are in all.
    pub total: usize,
}

impl Lanes {
    /// Lets a request wait. A number that is waiting or under way is not taken twice.
    pub fn add(&mut self, number: u64, work: Work) {
        let is_known =
            self.under_way.contains_key(&number) || self.waiting.iter().any(|(known, _)| *known == number);
        if !is_known {
            self.waiting.push((number, work));
        }
    }

    /// The next request that may start now; it is under way from then on.
    pub fn start(&mut self) -> Option<u64> {
        if self.under_way.len() >= MOST {
            return None;
        }
        let is_writing = self.under_way.values().any(|work| *work == Work::Write);
        let may_start = |work: Work| work == Work::Read || !is_writing;
        let place = self.waiting.iter().position(|(_, work)| may_start(*work))?;
        let (number, work) = self.waiting.remove(place);
        self.under_way.insert(number, work);
        Some(number)
    }

    /// Ends a request, in whatever way, so that another may start. One that waits is let go as well.
    pub fn finish(&mut self, number: u64) {
        let before = self.waiting.len();
        self.waiting.retain(|(known, _)| *known != number);
        let was_known = self.under_way.remove(&number).is_some() || self.waiting.len() < before;
        self.finished += usize::from(was_known);
    }

    /// Lets go all that wait, and names those under way, which the caller has to stop.
    pub fn stop(&mut self) -> Vec<u64> {
        self.finished += self.waiting.len();
        self.waiting.clear();
        self.under_way.keys().copied().collect()
    }

    /// How far all of them are.
    pub fn progress(&self) -> Progress {
        let total = self.finished + self.under_way.len() + self.waiting.len();
        Progress { finished: self.finished, total }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn started(lanes: &mut Lanes) -> Vec<u64> {
        std::iter::from_fn(|| lanes.start()).collect()
    }

    #[test]
    fn six_reads_run_at_once() {
        let mut lanes = Lanes::default();
        (0..8).for_each(|number| lanes.add(number, Work::Read));
        assert_eq!(started(&mut lanes), [0, 1, 2, 3, 4, 5]);
        lanes.finish(3);
        assert_eq!(started(&mut lanes), [6]);
        assert_eq!(lanes.progress(), Progress { finished: 1, total: 8 });
    }

    #[test]
    fn writes_run_one_at_a_time_and_reads_pass_the_one_that_waits() {
        let mut lanes = Lanes::default();
        for (number, work) in [(0, Work::Write), (1, Work::Write), (2, Work::Read)] {
            lanes.add(number, work);
        }
        assert_eq!(started(&mut lanes), [0, 2]);
        lanes.finish(0);
        assert_eq!(started(&mut lanes), [1]);
    }

    #[test]
    fn a_write_gets_the_next_free_lane_before_later_reads() {
        let mut lanes = Lanes::default();
        (0..6).for_each(|number| lanes.add(number, Work::Read));
        assert_eq!(started(&mut lanes).len(), MOST);
        lanes.add(6, Work::Write);
        lanes.add(7, Work::Read);
        lanes.finish(0);
        assert_eq!(started(&mut lanes), [6]);
    }

    #[test]
    fn stopping_lets_go_what_waits_and_names_what_runs() {
        let mut lanes = Lanes::default();
        (0..8).for_each(|number| lanes.add(number, Work::Read));
        started(&mut lanes);
        assert_eq!(lanes.stop(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(lanes.progress(), Progress { finished: 2, total: 8 });
        assert_eq!(lanes.start(), None);
    }

    proptest! {
        #[test]
        fn everything_runs_once_within_the_limits(
            works in prop::collection::vec(prop_oneof![Just(Work::Read), Just(Work::Write)], 0..40),
            ends in prop::collection::vec(0..MOST, 200),
        ) {
            let mut lanes = Lanes::default();
            for (number, work) in (0..).zip(&works) {
                lanes.add(number, *work);
            }
            let (mut running, mut seen) = (Vec::new(), Vec::new());
            for end in ends {
                let new = started(&mut lanes);
                seen.extend(new.iter().copied());
                running.extend(new);
                prop_assert!(running.len() <= MOST);
                let is_write = |number: &&u64| works[usize::try_from(**number).unwrap()] == Work::Write;
                prop_assert!(running.iter().filter(is_write).count() <= 1);
                if !running.is_empty() {
                    lanes.finish(running.remove(end % running.len()));
                }
            }
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..works.len() as u64).collect::<Vec<_>>());
        }
    }
}
