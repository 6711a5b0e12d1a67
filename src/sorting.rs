//! Sorting with one copy of the algorithm. The standard library makes one for each type, which was
//! an eighth of the code that a browser has to load.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts in ascending order; equal items keep their order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts by the keys of the items; items with equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |left, right| key(left).cmp(&key(right)));
}

/// Sorts by `compare`, which must be a total order; equal items keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    sort_positions(&mut order, &|left, right| compare(&items[left], &items[right]));
    arrange(items, order);
}

/// Sorts a handful of plain values in place, without taking memory; more of them as [`sort`] does.
pub fn sort_few<T: Ord + Copy>(items: &mut [T]) {
    const FEW: usize = 24;
    if items.len() > FEW {
        return sort(items);
    }
    for end in 1..items.len() {
        let mut place = end;
        while place > 0 && items[place] < items[place - 1] {
            items.swap(place, place - 1);
            place -= 1;
        }
    }
}

/// Sorts numbers, faster than [`sort`] in code that is optimised for size; `scratch` is memory to reuse.
pub fn sort_numbers(numbers: &mut [u64], scratch: &mut Vec<u64>) {
    const RUN: usize = 16;
    for run in numbers.chunks_mut(RUN) {
        sort_few(run);
    }
    scratch.clear();
    scratch.resize(numbers.len(), 0);
    let (mut from, mut to, mut run) = (numbers, &mut scratch[..], RUN);
    let mut is_swapped = false;
    while run < from.len() {
        for start in (0..from.len()).step_by(2 * run) {
            merge(from, to, start, run);
        }
        (from, to) = (to, from);
        is_swapped = !is_swapped;
        run *= 2;
    }
    if is_swapped {
        to.copy_from_slice(from);
    }
}

/// Merges two neighbouring runs, of which the second may be short or absent.
fn merge(from: &[u64], to: &mut [u64], start: usize, run: usize) {
    let middle = (start + run).min(from.len());
    let end = (middle + run).min(from.len());
    let (mut left, mut right) = (start, middle);
    for merged in &mut to[start..end] {
        let takes_left = left < middle && (right >= end || from[left] <= from[right]);
        let next = if takes_left { &mut left } else { &mut right };
        *merged = from[*next];
        *next += 1;
    }
}

/// A map of these entries, of which a later one wins. Collecting them would sort them first.
pub fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

/// A set of these items.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

fn sort_positions(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_by(|left, right| compare(*left, *right));
}

/// Moves to each place the item from the position that `order` has there, one cycle after the other.
fn arrange<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..items.len() {
        let mut place = start;
        while order[place] != start {
            let from = std::mem::replace(&mut order[place], place);
            items.swap(place, from);
            place = from;
        }
        order[place] = place;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_sorted_as_anything_else(items in proptest::collection::vec(0_u64..500, 0..200)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_numbers(&mut ours, &mut Vec::new());
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn it_is_the_order_of_the_standard_library(items: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn few_or_many_are_sorted_alike(items in proptest::collection::vec(0_u8..9, 0..40)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_few(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
