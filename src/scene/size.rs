//! How large nodes are and where their ports sit, in units of the canvas. The style sheet draws nodes
//! at these sizes, so texts are cut to fit and never stretch a node.

use crate::arrangement::Note;
use crate::diagram::{Node, Subject};
use crate::geometry::Size;

/// Width of a block or solution.
pub const BLOCK_WIDTH: f64 = 296.0;
/// Width of a dataset or recipe.
pub const OBJECT_WIDTH: f64 = 200.0;
/// Height of a dataset or recipe.
pub const OBJECT_HEIGHT: f64 = 48.0;
/// Height of the part of a block above its ports.
pub const HEAD: f64 = 56.0;
/// Height of the row of a port.
pub const ROW: f64 = 24.0;
/// Below the last row.
pub const FOOT: f64 = 8.0;
/// Between the border of a frame and what is in it.
pub const PADDING: f64 = 24.0;
/// Height of the title of a frame.
pub const TITLE: f64 = 36.0;
/// Width of the strips at the sides of a solution's inside, where its ports are named.
pub const STRIP: f64 = 192.0;
/// Width of the part of such a strip that a name and its lead have: wires within begin and end there.
pub const LEAD: f64 = 152.0;
/// Between nodes that are placed beside each other.
pub const GAP: f64 = 96.0;
/// Between nodes one below the other.
pub const LEADING: f64 = 32.0;
/// The grid that places snap to.
pub const STEP: f64 = 8.0;

/// The size of a node. A solution's is that of the folded one.
pub fn size(node: &Node) -> Size {
    match node.subject {
        Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..) => {
            Size { width: OBJECT_WIDTH, height: OBJECT_HEIGHT }
        }
        Subject::Block(_) | Subject::Solution(_) | Subject::Member(_) => {
            with_rows(node.inputs.len().max(node.outputs.len()))
        }
    }
}

/// The size of a block with this many rows of ports.
#[expect(clippy::cast_precision_loss, reason = "a block has few ports")]
pub fn with_rows(rows: usize) -> Size {
    Size { width: BLOCK_WIDTH, height: HEAD + ROW * rows as f64 + FOOT }
}

/// How far below the top of a node its port in row `row` is.
pub fn port_y(node: &Node, row: usize) -> f64 {
    match node.subject {
        Subject::Dataset(_) | Subject::Recipe(_) | Subject::Object(..) => OBJECT_HEIGHT / 2.0,
        Subject::Block(_) | Subject::Solution(_) | Subject::Member(_) => row_y(row),
    }
}

/// Height of a line of a note, as the style sheet has it.
const NOTE_LINE: f64 = 18.0;
/// Width of a letter of a note, on average.
const NOTE_LETTER: f64 = 7.5;
/// Between the borders of a note and its text, left and right or above and below together.
const NOTE_PADDING: Size = Size { width: 26.0, height: 18.0 };

/// The note with another text, and higher if that needs it.
pub fn note_saying(note: &Note, text: String) -> Note {
    let mut rect = note.rect;
    rect.size.height = rect.size.height.max(note_height(&text, rect.size.width));
    Note { rect, text }
}

/// How high a note of this width has to be for its text, about: letters are not measured.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a note has some thousand letters"
)]
fn note_height(text: &str, width: f64) -> f64 {
    let room = ((width - NOTE_PADDING.width).max(NOTE_LETTER) / NOTE_LETTER) as usize;
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(room).max(1)).sum();
    ((lines as f64 * NOTE_LINE + NOTE_PADDING.height) / STEP).ceil() * STEP
}

/// How far below the top of a block the middle of row `row` is.
#[expect(clippy::cast_precision_loss, reason = "a block has few ports")]
pub fn row_y(row: usize) -> f64 {
    HEAD + ROW * (row as f64 + 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    #[test]
    fn a_note_grows_with_its_text_and_never_shrinks() {
        let note = Note { rect: Rect::new(0.0, 0.0, 200.0, 80.0), text: String::new() };
        assert_eq!(note_saying(&note, "Ask Ada".into()).rect, note.rect);
        let long = note_saying(&note, "the sensors of line 3 were replaced\n".repeat(4));
        assert_eq!(long.rect.size, Size { width: 200.0, height: 168.0 });
        assert_eq!(note_saying(&long, String::new()).rect, long.rect);
    }
}
