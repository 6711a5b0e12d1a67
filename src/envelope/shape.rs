//! How deep and how wide a JSON text is, told before it is parsed.

use super::Refusal;

/// Most levels of lists and objects.
const MAX_DEPTH: usize = 32;
/// Most values, roughly: brackets, commas and colons.
const MAX_MARKS: usize = 400_000;

/// Refuses a text that is nested too deeply or holds too many values. Whether it is JSON, others say.
pub(super) fn check(text: &str) -> Result<(), Refusal> {
    let (mut depth, mut marks, mut in_text, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                depth += 1;
                marks += 1;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' | b':' => marks += 1,
            _ => {}
        }
        if depth > MAX_DEPTH || marks > MAX_MARKS {
            return Err(Refusal::TooComplex);
        }
    }
    Ok(())
}
