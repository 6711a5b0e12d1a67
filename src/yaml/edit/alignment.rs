//! Which elements of a list are which elements of another one.

use serde_json::Value;

use crate::value::same;

/// Most pairs of elements that are compared to align two lists.
const MOST_PAIRS: usize = 1_000_000;

/// For each old element the new one that takes its place, in order; `None` if it goes. Elements that are
/// the same thing pair up, as many as possible; between two pairs the others take places as they come.
pub(super) fn alignment(old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
    let mut partners = vec![None; old.len()];
    let mut last = (0, 0);
    let pairs = common(old, new);
    for (one, other) in pairs.into_iter().chain([(old.len(), new.len())]) {
        for (place, taken) in (last.0..one).zip(last.1..other) {
            if let Some(partner) = partners.get_mut(place) {
                *partner = Some(taken);
            }
        }
        if let Some(partner) = partners.get_mut(one) {
            *partner = Some(other);
        }
        last = (one + 1, other + 1);
    }
    partners
}

/// The longest sequence of pairs of the same things; of very long lists those at both ends.
fn common(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let matches = |(one, other): (&Value, &Value)| is_same_thing(one, other);
    let head = old.iter().zip(new).take_while(|pair| matches(*pair)).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|pair| matches(*pair)).count();
    let middle = (old.len() - head - tail, new.len() - head - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if middle.0 > 0 && middle.1 > 0 && middle.0.saturating_mul(middle.1) <= MOST_PAIRS {
        let (one, other) = (old.get(head..head + middle.0), new.get(head..head + middle.1));
        let found = longest(one.unwrap_or_default(), other.unwrap_or_default());
        pairs.extend(found.into_iter().map(|(one, other)| (one + head, other + head)));
    }
    pairs.extend((0..tail).map(|at| (old.len() - tail + at, new.len() - tail + at)));
    pairs
}

/// The longest common subsequence by the usual table: lengths of what is left from each pair on.
fn longest(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut left = vec![0_u32; (old.len() + 1) * width];
    let at = |left: &[u32], one: usize, other: usize| left.get(one * width + other).copied().unwrap_or(0);
    for (one, before) in old.iter().enumerate().rev() {
        for (other, after) in new.iter().enumerate().rev() {
            let length = if is_same_thing(before, after) {
                at(&left, one + 1, other + 1) + 1
            } else {
                at(&left, one + 1, other).max(at(&left, one, other + 1))
            };
            if let Some(place) = left.get_mut(one * width + other) {
                *place = length;
            }
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while let (Some(before), Some(after)) = (old.get(one), new.get(other)) {
        if is_same_thing(before, after) {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if at(&left, one + 1, other) >= at(&left, one, other + 1) {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

/// Whether two elements are the same thing, changed or not.
fn is_same_thing(one: &Value, other: &Value) -> bool {
    let name = |value: &Value| ["name", "ref"].iter().find_map(|key| value.get(key).cloned());
    match (name(one), name(other)) {
        (Some(one), Some(other)) => one == other,
        _ => same(one, other),
    }
}
