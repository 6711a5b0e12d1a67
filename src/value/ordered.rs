//! JSON objects with their members in the order of the text, equal keys included.
//!
//! `serde_json` maps are sorted and silently keep the last of two equal keys. In a state that would
//! lose a resource, and the members of a solution stand in the order of the file.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::value::object;

/// An object with all its members, or any other value.
#[derive(Debug)]
pub enum Ordered<T> {
    /// The members in order.
    Members(Vec<(String, T)>),
    /// No object.
    Other(Value),
}

/// An object of objects: the top level of a file and one level below, as a state's `resources` or a
/// manifest's `dependencies`.
pub type Document = Ordered<Ordered<Value>>;

impl Ordered<Value> {
    /// The value as plain data; of equal keys the last wins.
    pub fn into_value(self) -> Value {
        match self {
            Self::Members(members) => Value::Object(object(members)),
            Self::Other(value) => value,
        }
    }
}

/// Keys that occur more than once, each once, in the order of their second places.
pub fn duplicates<T>(members: &[(String, T)]) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let mut told = BTreeSet::new();
    let keys = members.iter().map(|(key, _)| key.as_str());
    keys.filter(|key| !seen.insert(*key) && told.insert(*key)).collect()
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OrderedVisitor(PhantomData))
    }
}

struct OrderedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OrderedVisitor<T> {
    type Value = Ordered<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Ordered::Members(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Ordered::Other(Value::Array(values)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Ordered::Other(Value::from(text)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Ordered::Other(Value::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Ordered::Other(Value::from(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Ordered::Other(Value::from(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Ordered::Other(Value::from(value)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Ordered::Other(Value::Null))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn order_and_equal_keys_survive() {
        let read: Document =
            serde_json::from_str(r#"{"b": {"y": 1, "x": 2, "y": 3}, "a": [1], "b": null}"#).unwrap();
        let Ordered::Members(members) = read else { panic!("an object") };
        assert_eq!(duplicates(&members), ["b"]);
        let mut values = members.into_iter().map(|(_, value)| value);
        let Some(Ordered::Members(inner)) = values.next() else { panic!("an object") };
        let keys: Vec<&str> = inner.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["y", "x", "y"]);
        assert_eq!(duplicates(&inner), ["y"]);
        assert_eq!(values.next().map(Ordered::into_value), Some(json!([1])));
        assert_eq!(values.next().map(Ordered::into_value), Some(Value::Null));
    }

    #[test]
    fn a_document_may_be_any_value() {
        for (text, value) in
            [("-1", json!(-1)), ("1.5", json!(1.5)), ("true", json!(true)), ("\"\\n\"", json!("\n"))]
        {
            let read: Ordered<Value> = serde_json::from_str(text).unwrap();
            assert_eq!(read.into_value(), value);
        }
    }
}
