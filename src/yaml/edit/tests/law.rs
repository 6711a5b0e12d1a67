//! The law that edits do what they say and nothing else.

use proptest::prelude::*;

use super::*;

/// What a document can be asked to do.
#[derive(Clone, Debug)]
enum Change {
    Set(Value),
    InsertEntry(Value),
    InsertElement(usize, Value),
    Remove,
    Rename,
}

fn any_change() -> impl Strategy<Value = Change> {
    let value = crate::yaml::write::tests::any_value;
    prop_oneof![
        value().prop_map(Change::Set),
        value().prop_map(Change::InsertEntry),
        (0usize..4, value()).prop_map(|(index, value)| Change::InsertElement(index, value)),
        Just(Change::Remove),
        Just(Change::Rename),
    ]
}

/// A document with comments on every line where one may stand.
fn commented(value: &Value) -> String {
    let written = write::block(&json!({"root": value}), 0);
    let mut inside_literal: Option<usize> = None;
    let mut lines = vec!["# top".to_owned()];
    for line in written.trim_start_matches('\n').lines() {
        let line = line.strip_prefix("  ").unwrap_or(line);
        let indent = line.len() - line.trim_start().len();
        if inside_literal.is_some_and(|outer| indent <= outer && !line.is_empty()) {
            inside_literal = None;
        }
        if inside_literal.is_some() {
            lines.push(line.to_owned());
        } else if line.ends_with('|') || line.ends_with("|-") {
            // The scalar belongs to the key, or to the last dash if there is no key.
            let rest = line.trim_start().trim_start_matches("- ");
            let owner = line.len() - rest.len();
            inside_literal = Some(if rest.starts_with('|') { owner - 2 } else { owner });
            lines.push(line.to_owned());
        } else {
            lines.push(format!("{line} # c{}", lines.len()));
        }
    }
    lines.join("\n") + "\n"
}

fn all_paths(value: &Value, path: &mut Vec<Step>, out: &mut Vec<Vec<Step>>) {
    out.push(path.clone());
    let children: Vec<(Step, &Value)> = match value {
        Value::Array(values) => {
            values.iter().enumerate().map(|(index, value)| (Step::Index(index), value)).collect()
        }
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect()
        }
        _ => Vec::new(),
    };
    for (step, child) in children {
        path.push(step);
        all_paths(child, path, out);
        path.pop();
    }
}

fn at<'a>(value: &'a mut Value, path: &[Step]) -> &'a mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key.as_str()],
        Step::Index(index) => &mut value[*index],
    })
}

/// The change on plain data; `None` where it must be refused.
fn changed(mut data: Value, place: &[Step], change: &Change) -> Option<Value> {
    match change {
        Change::Set(value) => *at(&mut data, place) = value.clone(),
        Change::InsertEntry(value) => match at(&mut data, place) {
            Value::Object(entries) if entries.contains_key("new") => return None,
            Value::Object(entries) => {
                entries.insert("new".into(), value.clone());
            }
            null @ Value::Null => *null = json!({"new": value}),
            _ => return None,
        },
        Change::InsertElement(index, value) => match at(&mut data, place) {
            Value::Array(values) if *index <= values.len() => values.insert(*index, value.clone()),
            null @ Value::Null if *index == 0 => *null = json!([value]),
            _ => return None,
        },
        Change::Remove | Change::Rename => {
            let (last, parent) = place.split_last()?;
            match (at(&mut data, parent), last) {
                (Value::Object(entries), Step::Key(key)) => {
                    let value = entries.remove(key)?;
                    if matches!(change, Change::Rename) {
                        if key == "new" || entries.contains_key("new") {
                            return None;
                        }
                        entries.insert("new".into(), value);
                    }
                }
                (Value::Array(values), Step::Index(index)) if matches!(change, Change::Remove) => {
                    values.remove(*index);
                }
                _ => return None,
            }
        }
    }
    Some(data)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]
    #[test]
    fn an_edit_gives_the_intended_data_and_keeps_other_lines(
        value in crate::yaml::write::tests::any_value(),
        change in any_change(),
        choice in any::<prop::sample::Index>(),
    ) {
        let text = commented(&value);
        let tree = root(&text);
        let data = json!({"root": value});
        let mut paths = Vec::new();
        all_paths(&data, &mut Vec::new(), &mut paths);
        let place = choice.get(&paths);
        prop_assume!(!(place.is_empty() && matches!(change, Change::Set(_))));
        let edit = Edit::new(&text, &tree);
        let edits = match &change {
            Change::Set(value) => edit.set(place, value),
            Change::InsertEntry(value) => edit.insert_entry(place, "new", value),
            Change::InsertElement(index, value) => edit.insert_element(place, *index, value),
            Change::Remove => edit.remove(place),
            Change::Rename => edit.rename(place, "new"),
        };
        match changed(data, place, &change) {
            None => prop_assert!(edits.is_err()),
            Some(expected) => {
                let result = apply_edits(&text, &edits.unwrap()).unwrap();
                prop_assert_eq!(root(&result).to_value(), expected, "{}\n---\n{}", text, result);
                if matches!(change, Change::InsertEntry(_) | Change::InsertElement(..) | Change::Rename) {
                    let comments = |text: &str| text.matches(" # c").count();
                    prop_assert!(comments(&result) >= comments(&text));
                }
            }
        }
    }
}
