//! Tables as text: fields between separators, quoted where they have to be.

/// Reads rows. A quoted field may hold separators, line ends and doubled quotes.
pub(super) fn read(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => is_quoted = !is_quoted,
            letter if is_quoted => field.push(letter),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            letter if letter == separator => row.push(std::mem::take(&mut field)),
            letter => field.push(letter),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

/// Writes rows.
pub(super) fn write(rows: &[Vec<String>], separator: char) -> String {
    let mut text = String::new();
    for row in rows {
        for (place, field) in row.iter().enumerate() {
            if place > 0 {
                text.push(separator);
            }
            if field.contains([separator, '"', '\n', '\r']) {
                text.push('"');
                text.push_str(&field.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(field);
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let row = |fields: [&str; 3]| fields.map(str::to_owned).to_vec();
        let rows = vec![row(["a", "b,\"c\"", ""]), row(["1\n2", "é", "x"])];
        assert_eq!(read(&write(&rows, ','), ','), rows);
        assert_eq!(read("a;b\r\n1;2", ';'), [["a", "b"], ["1", "2"]]);
        assert_eq!(read("", ','), Vec::<Vec<String>>::new());
    }
}
