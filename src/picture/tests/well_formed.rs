//! Whatever stands in names and notes, a picture is a well-formed document.

use proptest::prelude::*;

use super::*;

#[test]
fn names_cannot_break_out() {
    let hostile = "<script>alert('x')</script>\" onload=\"y\u{0}\u{202e}&amp;]]>";
    let mut picture = sample();
    picture.title = hostile.into();
    picture.description = hostile.into();
    picture.boxes[0].rect.size.width = 2_000.0;
    picture.boxes[0].title = hostile.into();
    let svg = picture.svg();
    assert_eq!(fault(&svg), None, "{svg}");
    assert!(!svg.contains("<script") && !svg.contains("\" onload") && !svg.contains('\u{202e}'));
    assert!(svg.contains(
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y\u{fffd}\u{fffd}&amp;amp;]]&gt;"
    ));
}

proptest! {
    #[test]
    fn every_picture_is_well_formed(title in any::<String>(), note in any::<String>(), x in any::<f64>(), width in any::<f64>()) {
        let mut picture = sample();
        picture.title.clone_from(&title);
        picture.boxes[0].title.clone_from(&title);
        picture.boxes[0].label = title;
        picture.boxes[0].rect.size.width = width;
        picture.boxes[0].ports[0].at.x = x;
        picture.notes[0].text = note;
        picture.bounds.size.width = width;
        let svg = picture.svg();
        prop_assert_eq!(fault(&svg), None, "{}", svg);
        // What is written may be called so; quotes in it are escaped, so the values stand at every other place.
        let mut values = svg.split('"').skip(1).step_by(2);
        prop_assert!(values.all(|value| !value.contains("NaN") && !value.contains("inf")), "{}", svg);
    }
}

/// What is not well-formed in a document of elements, attributes in double quotes and text.
fn fault(svg: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some((text, tag)) = rest.split_once('<') {
        if let Some(fault) = text_fault(text) {
            return Some(fault);
        }
        let (tag, after) = tag.split_once('>')?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (tag, is_leaf) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut keys: Vec<&str> = Vec::new();
        let mut pieces = attributes.split('"');
        while let (Some(key), Some(value)) = (pieces.next(), pieces.next()) {
            let Some(key) = key.trim_start().strip_suffix('=') else {
                return Some(format!("attribute {key}"));
            };
            if keys.contains(&key)
                || !key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
            {
                return Some(format!("attribute {key}"));
            }
            keys.push(key);
            if let Some(fault) = text_fault(value) {
                return Some(fault);
            }
        }
        if !is_leaf {
            open.push(name);
        }
    }
    (!open.is_empty() || !rest.trim().is_empty()).then(|| format!("open: {open:?}, left: {rest}"))
}

fn text_fault(text: &str) -> Option<String> {
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    let mut after = text.split('&').skip(1);
    if let Some(entity) = after.find(|part| !entities.iter().any(|entity| part.starts_with(entity))) {
        return Some(format!("entity &{entity}"));
    }
    let is_wrong =
        |letter: &char| *letter != '\n' && (letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}'));
    text.chars().find(is_wrong).map(|letter| format!("character {letter:?}"))
}
