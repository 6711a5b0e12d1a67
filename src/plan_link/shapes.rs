//! JSON with the keys of its objects written once: a table of shapes, and lists of values.
//!
//! An object is `[shape, values…]`, a list `[0, elements…]`, a list of objects that all have one shape
//! `[-shape, values…]`; shapes count from 1.

use serde_json::{Map, Value, json};

use crate::value::object;

type Shape = Vec<String>;

/// `[shapes, value]`
pub(super) fn pack(value: &Value) -> Value {
    let mut shapes = Vec::new();
    let packed = pack_one(value, &mut shapes);
    json!([shapes, packed])
}

/// The value that was packed; `None` if it was not packed by [`pack`].
pub(super) fn unpack(packed: &Value) -> Option<Value> {
    let [shapes, value] = packed.as_array()?.as_slice() else { return None };
    let keys = |shape: &Value| shape.as_array()?.iter().map(|key| key.as_str().map(str::to_owned)).collect();
    let shapes: Vec<Shape> = shapes.as_array()?.iter().map(keys).collect::<Option<_>>()?;
    // A table of thousands of keys, used thousands of times, would be a bomb.
    let mut left = MAX_MEMBERS;
    unpack_one(value, &shapes, &mut left)
}

/// Most members of all objects that are unpacked.
const MAX_MEMBERS: usize = 400_000;

fn pack_one(value: &Value, shapes: &mut Vec<Shape>) -> Value {
    match value {
        Value::Array(elements) => {
            let shape = shape_of_all(elements);
            let mut packed = Vec::with_capacity(elements.len() + 1);
            if let Some(shape) = shape {
                packed.push(Value::from(-number(shape, shapes)));
                let members = elements.iter().filter_map(Value::as_object);
                packed.extend(members.flat_map(Map::values).map(|value| pack_one(value, shapes)));
            } else {
                packed.push(Value::from(0));
                packed.extend(elements.iter().map(|element| pack_one(element, shapes)));
            }
            Value::Array(packed)
        }
        Value::Object(members) => {
            let mut packed = vec![Value::from(number(keys(members), shapes))];
            packed.extend(members.values().map(|value| pack_one(value, shapes)));
            Value::Array(packed)
        }
        scalar => scalar.clone(),
    }
}

/// The shape of all elements, if there are several objects of one shape, which is not empty.
fn shape_of_all(elements: &[Value]) -> Option<Shape> {
    let first = elements.first()?.as_object()?;
    let same = |element: &Value| element.as_object().is_some_and(|members| members.keys().eq(first.keys()));
    (elements.len() > 1 && !first.is_empty() && elements.iter().all(same)).then(|| keys(first))
}

fn keys(members: &Map<String, Value>) -> Shape {
    members.keys().cloned().collect()
}

fn number(shape: Shape, shapes: &mut Vec<Shape>) -> i64 {
    let position = shapes.iter().position(|known| *known == shape).unwrap_or_else(|| {
        shapes.push(shape);
        shapes.len() - 1
    });
    i64::try_from(position).map_or(i64::MAX, |position| position + 1)
}

fn unpack_one(value: &Value, shapes: &[Shape], left: &mut usize) -> Option<Value> {
    let Value::Array(elements) = value else {
        return (!value.is_object()).then(|| value.clone());
    };
    let (mark, values) = elements.split_first()?;
    let mark = mark.as_i64()?;
    if mark == 0 {
        return values
            .iter()
            .map(|value| unpack_one(value, shapes, left))
            .collect::<Option<_>>()
            .map(Value::Array);
    }
    let at = usize::try_from(mark.unsigned_abs()).ok()?;
    let shape = shapes.get(at.checked_sub(1)?)?;
    *left = left.checked_sub(shape.len() * (values.len() / shape.len().max(1)).max(1))?;
    if mark > 0 {
        return unpack_object(values, shape, shapes, left);
    }
    let rows = values.chunks(shape.len().max(1)).map(|row| unpack_object(row, shape, shapes, left));
    rows.collect::<Option<_>>().map(Value::Array)
}

fn unpack_object(values: &[Value], shape: &Shape, shapes: &[Shape], left: &mut usize) -> Option<Value> {
    if values.len() != shape.len() {
        return None;
    }
    let mut members = Vec::with_capacity(shape.len());
    for (key, value) in shape.iter().zip(values) {
        members.push((key.clone(), unpack_one(value, shapes, left)?));
    }
    Some(Value::Object(object(members)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[a-c]{0,2}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                prop::collection::btree_map("[a-c]", inner, 0..3)
                    .prop_map(|members| Value::Object(object(members))),
            ]
        })
    }

    #[test]
    fn keys_are_written_once() {
        let value = json!([{"a": 1, "b": [{"a": 2, "b": []}]}, {"a": 3, "b": null}]);
        let packed = json!([[["a", "b"]], [-1, 1, [0, [1, 2, [0]]], 3, null]]);
        assert_eq!(pack(&value), packed);
        assert_eq!(unpack(&packed), Some(value));
    }

    #[test]
    fn what_was_not_packed_is_refused() {
        for packed in [
            json!({}),
            json!([[], {"a": 1}]),
            json!([[], []]),
            json!([[], ["x"]]),
            json!([[], [1, 1]]),
            json!([[["a"]], [1]]),
            json!([[["a", "b"]], [-1, 1]]),
            json!([[["a"]], [i64::MIN, 1]]),
        ] {
            assert_eq!(unpack(&packed), None, "{packed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(value in any_json()) {
            prop_assert_eq!(unpack(&pack(&value)), Some(value));
        }
    }
}
