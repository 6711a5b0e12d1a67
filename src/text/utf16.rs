//! Offsets as a browser counts them: in UTF-16 code units, where the engine counts bytes.
//!
//! Every offset that comes from or goes to the source editor passes through here.

use super::{TextEdit, TextRange};

/// Translates offsets of one text. Making one walks the text; a look-up does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utf16Index {
    /// For each character that is not ASCII: where it ends, in bytes and in code units.
    wide: Vec<Mark>,
    /// Where the text ends.
    end: Mark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    bytes: u32,
    units: u32,
    /// Length in bytes of the character that ends here.
    length: u32,
}

impl Utf16Index {
    /// Finds the characters of `text` that are longer in one count than in the other.
    pub fn new(text: &str) -> Self {
        let mut wide = Vec::new();
        let mut surplus = 0;
        let not_ascii = text.char_indices().filter(|(_, character)| !character.is_ascii());
        for (at, character) in not_ascii {
            surplus += character.len_utf8() - character.len_utf16();
            wide.push(mark(at + character.len_utf8(), surplus, character.len_utf8()));
        }
        Self { wide, end: mark(text.len(), surplus, 0) }
    }

    /// Length of the text in code units.
    pub fn len(&self) -> u32 {
        self.end.units
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.end.units == 0
    }

    /// The offset in code units of the byte at `offset`. Inside a character it is that of its start,
    /// past the text that of its end.
    pub fn to_utf16(&self, offset: u32) -> u32 {
        let next = self.wide.partition_point(|mark| mark.bytes <= offset);
        let before = self.before(next);
        let within = self.wide.get(next).is_some_and(|mark| offset > mark.bytes - mark.length);
        let offset = match self.wide.get(next).filter(|_| within) {
            Some(mark) => mark.bytes - mark.length,
            None => offset.min(self.end.bytes),
        };
        before.units + (offset - before.bytes)
    }

    /// The byte at `offset` code units. Between two surrogates it is that of the character's start,
    /// past the text that of its end.
    pub fn to_bytes(&self, offset: u32) -> u32 {
        let next = self.wide.partition_point(|mark| mark.units <= offset);
        let before = self.before(next);
        let limit = self.wide.get(next).map_or(self.end.bytes, |mark| mark.bytes - mark.length);
        (before.bytes + (offset - before.units)).min(limit)
    }

    /// The range in code units of a range in bytes.
    pub fn range_to_utf16(&self, range: TextRange) -> TextRange {
        TextRange { start: self.to_utf16(range.start), end: self.to_utf16(range.end) }
    }

    /// The range in bytes of a range in code units.
    pub fn range_to_bytes(&self, range: TextRange) -> TextRange {
        TextRange { start: self.to_bytes(range.start), end: self.to_bytes(range.end) }
    }

    /// The edit with its range in code units.
    pub fn edit_to_utf16(&self, edit: &TextEdit) -> TextEdit {
        TextEdit::replace(self.range_to_utf16(edit.range), &edit.insert)
    }

    /// The edit with its range in bytes.
    pub fn edit_to_bytes(&self, edit: &TextEdit) -> TextEdit {
        TextEdit::replace(self.range_to_bytes(edit.range), &edit.insert)
    }

    fn before(&self, next: usize) -> Mark {
        next.checked_sub(1).and_then(|at| self.wide.get(at)).copied().unwrap_or_default()
    }
}

fn mark(bytes: usize, surplus: usize, length: usize) -> Mark {
    let count = |number| TextRange::at(number).start;
    Mark { bytes: count(bytes), units: count(bytes - surplus), length: count(length) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_outside_the_basic_plane_count_two() {
        let index = Utf16Index::new("aé😀z");
        let pairs = [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)];
        for (bytes, units) in pairs {
            assert_eq!((index.to_utf16(bytes), index.to_bytes(units)), (units, bytes));
        }
        assert_eq!(index.len(), 5);
        assert_eq!((index.to_utf16(5), index.to_bytes(3)), (2, 3), "inside the smiley");
        assert_eq!((index.to_utf16(2), index.to_utf16(99), index.to_bytes(99)), (1, 5, 8));
    }

    proptest! {
        #[test]
        fn both_counts_agree_at_every_character(text in "[a\né€😀\u{10ffff}]{0,30}") {
            let index = Utf16Index::new(&text);
            let mut units = 0;
            for (at, character) in text.char_indices() {
                let at = u32::try_from(at).unwrap();
                prop_assert_eq!((index.to_utf16(at), index.to_bytes(units)), (units, at));
                units += u32::try_from(character.len_utf16()).unwrap();
            }
            prop_assert_eq!(units, index.len());
            prop_assert_eq!(index.to_bytes(units) as usize, text.len());
        }

        #[test]
        fn every_offset_leads_to_a_character(text in "[aé€😀]{0,20}", offset in 0u32..90) {
            let index = Utf16Index::new(&text);
            prop_assert!(text.is_char_boundary(index.to_bytes(offset) as usize));
            let units = index.to_utf16(offset) as usize;
            let all: Vec<u16> = text.encode_utf16().collect();
            prop_assert!(String::from_utf16(&all[..units]).is_ok());
        }
    }
}
