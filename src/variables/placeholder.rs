//! What a placeholder is: `{{ env.NAME }}` and nothing else (spec 1.5).

/// A placeholder in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder<'t> {
    /// First byte, that of `{{`.
    pub start: usize,
    /// One past `}}`.
    pub end: usize,
    /// The variable's name.
    pub name: &'t str,
}

/// The placeholders in `text`; every other `{{…}}` is plain text.
pub fn placeholders(text: &str) -> Vec<Placeholder<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("{{")).map(|at| from + at) {
        match placeholder_at(text, start) {
            Some(placeholder) => {
                from = placeholder.end;
                found.push(placeholder);
            }
            // One byte on: in `{{{ env.X }}` the placeholder starts at the second brace.
            None => from = start + 1,
        }
    }
    found
}

fn placeholder_at(text: &str, start: usize) -> Option<Placeholder<'_>> {
    let inside = text.get(start + 2..)?.trim_start().strip_prefix("env.")?;
    let first = inside.chars().next().filter(|c| c.is_ascii_alphabetic() || *c == '_')?;
    let length = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(inside.len());
    let (name, rest) = inside.split_at(length.max(first.len_utf8()));
    let after = rest.trim_start().strip_prefix("}}")?;
    Some(Placeholder { start, end: text.len() - after.len(), name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_form_is_a_placeholder() {
        let names = |text| placeholders(text).iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(names("{{env.A}} {{  env._b1\t}} {{\nenv.C }}"), ["A", "_b1", "C"]);
        assert_eq!(
            names("{{ env.1A }} {{ env. A }} {{ env.A-B }} { { env.A }} {{ env.A } } ${A} {{ENV.A}}"),
            [""; 0]
        );
    }
}
