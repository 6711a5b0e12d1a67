//! Rows of a list that is sorted anew, as when somebody types.

use std::collections::HashMap;
use std::hash::Hash;

use leptos::prelude::*;

/// As `For`, for rows that may change places. In the step in which some rows go and others change places,
/// the `For` of Leptos 0.8 leaves some of these where they were; where rows only come and go, or only change
/// places, it is right. In such a step all rows are made anew here.
#[component]
pub(crate) fn Ranked<EF, T, KF, K, CF, V>(
    /// The rows in their order.
    each: EF,
    /// What tells a row from all others.
    key: KF,
    /// The view of a row.
    children: CF,
) -> impl IntoView
where
    EF: Fn() -> Vec<T> + Send + 'static,
    T: Send + 'static,
    KF: Fn(&T) -> K + Clone + Send + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    CF: Fn(T) -> V + Clone + Send + 'static,
    V: IntoView + 'static,
{
    let shown = StoredValue::new((0_u32, Vec::<K>::new()));
    let key_of = key.clone();
    let rows = move || {
        let rows = each();
        let keys: Vec<K> = rows.iter().map(&key_of).collect();
        let turn = shown.try_update_value(|(turn, before)| {
            if is_sorted_anew(before, &keys) {
                *turn = turn.wrapping_add(1);
            }
            *before = keys;
            *turn
        });
        let turn = turn.unwrap_or_default();
        rows.into_iter().map(|row| (turn, row)).collect::<Vec<_>>()
    };
    let in_turn = move |(turn, row): &(u32, T)| (*turn, key(row));
    view! { <For each=rows key=in_turn children=move |(_, row)| children(row) /> }
}

/// Whether rows go while others change places.
fn is_sorted_anew<K: Eq + Hash>(before: &[K], after: &[K]) -> bool {
    let places: HashMap<&K, usize> = after.iter().zip(0..).collect();
    let kept: Vec<usize> = before.iter().filter_map(|key| places.get(key).copied()).collect();
    let is_same_set = kept.len() == before.len() && before.len() == after.len();
    !is_same_set && !kept.is_sorted()
}
