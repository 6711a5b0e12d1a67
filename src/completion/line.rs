//! Keys at the start of lines, and the lines that follow a place.

use super::flow;
use super::place::{Place, Slot};

/// The key that `line` starts with, and the length up to and with its colon.
pub(super) fn key_in(line: &str) -> Option<(&str, usize)> {
    if let Some(quote) = line.bytes().next().filter(|byte| matches!(byte, b'"' | b'\'')) {
        let inside = line.get(1..)?;
        let length = flow::quoted_length(inside, quote)?;
        let rest = inside.get(length..)?.trim_start_matches(' ').strip_prefix(':')?;
        let ends = rest.is_empty() || rest.starts_with(' ');
        return ends.then(|| (inside.get(..length - 1).unwrap_or_default(), line.len() - rest.len()));
    }
    if line.starts_with(['[', '{', '#', '&', '*', '!', '|', '>', '%', '@']) {
        return None;
    }
    let spaced = line.find(": ");
    let colon = spaced.or_else(|| line.ends_with(':').then(|| line.len() - 1))?;
    let key = line.get(..colon)?.trim_end();
    (!key.contains(" #")).then_some((key, colon + 1))
}

/// Keys or elements that follow behind the place.
pub(super) fn later(place: &Place, after: &str) -> Vec<String> {
    if place.in_brackets {
        return flow::later(after, place.slot == Slot::Key || matches!(place.slot, Slot::Value(_)));
    }
    let mut found = Vec::new();
    for line in after.split('\n').skip(1) {
        let content = line.trim_start_matches(' ');
        let column = line.len() - content.len();
        if content.is_empty() || content.starts_with('#') || column > place.column {
            continue;
        }
        let element = content.strip_prefix("- ");
        let belongs = match place.slot {
            Slot::Key | Slot::Value(_) => column == place.column && element.is_none(),
            Slot::Element | Slot::Dash => column == place.column && element.is_some(),
        };
        if !belongs {
            break;
        }
        let text = element.map(str::trim).or_else(|| key_in(content).map(|(key, _)| key));
        found.extend(text.map(|text| text.trim_matches(['"', '\'']).to_owned()));
    }
    found
}
