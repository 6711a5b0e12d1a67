//! Problems as plain text, to be copied into a ticket or a review.

use super::excerpt::excerpt;
use super::preview::preview;
use super::{Diagnostic, Safety};
use crate::source::Source;
use crate::source::lines::Lines;

/// One problem with all that is known about it. `lines` are those of `files`.
pub fn problem(problem: &Diagnostic, files: &[Source], lines: &Lines<'_>) -> String {
    let mut text = format!("{problem}\n");
    let found = problem.at.and_then(|at| lines.of(at.file).map(|(source, index)| (source, index, at)));
    if let Some((source, index, at)) = found {
        text += &excerpt(source, index, at.range).to_string();
    }
    if let Some(hint) = &problem.hint {
        text += &format!("  hint: {hint}\n");
    }
    for related in &problem.related {
        let place = lines.place(related.at).map(|place| place.to_string()).unwrap_or_default();
        text += &format!("  see {place}: {}\n", related.message);
    }
    if let Some(fix) = &problem.fix {
        let trust = if fix.safety == Safety::Safe { "" } else { " (a guess)" };
        text += &format!("  fix: {}{trust}\n", fix.title);
        for replacement in preview(fix, files) {
            text += &format!("    {}:{}\n", replacement.path, replacement.line);
            replacement.before.iter().for_each(|line| text += &format!("    - {line}\n"));
            replacement.after.iter().for_each(|line| text += &format!("    + {line}\n"));
        }
    }
    text
}

/// Many problems below a `heading`, with a blank line between them.
pub fn problems<'a>(
    heading: &str,
    problems: impl IntoIterator<Item = &'a Diagnostic>,
    files: &[Source],
) -> String {
    let lines = Lines::new(files);
    let mut text = format!("{heading}\n");
    for each in problems {
        text.push('\n');
        text += &problem(each, files, &lines);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Level, Rule, Severity};
    use crate::source::{FileEdit, FileId, Location};
    use crate::text::{TextEdit, TextRange};
    use expect_test::expect;

    static RULE: Rule = Rule {
        id: "TST001",
        level: Level::Schema,
        severity: Severity::Error,
        title: "a rule of this test",
        explanation: "",
    };

    #[test]
    fn a_problem_is_told_in_full() {
        let files = [Source::new("a.yml", "a: 1\nb: red\n"), Source::new("b.yml", "c: 2\n")];
        let at = |file, start, end| Location { file: FileId(file), range: TextRange::new(start, end) };
        let edit = TextEdit::replace(TextRange::new(8, 11), "blue");
        let full = RULE
            .report("b", "no such colour \"red\"")
            .at(at(0, 8, 11))
            .hint("Write blue.")
            .related(at(1, 0, 1), "colours stand here")
            .fix("Replace by blue", Safety::Guess, vec![FileEdit { file: FileId(0), edit }]);
        let short = RULE.report("dataset.P.A", "lost").severity(Severity::Notice);
        expect![[r#"
            Not valid

            error TST001 b: no such colour "red"
             --> a.yml:2:4
            1 | a: 1
            2 | b: red
              |    ^^^
              hint: Write blue.
              see b.yml:1:1: colours stand here
              fix: Replace by blue (a guess)
                a.yml:2
                - b: red
                + b: blue

            notice TST001 dataset.P.A: lost
        "#]]
        .assert_eq(&problems("Not valid", [&full, &short], &files));
    }
}
