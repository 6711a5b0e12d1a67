//! SCH002: a value of the wrong kind.

use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity, quoted};
use crate::source::{FileEdit, FileId, Location};
use crate::text::TextEdit;
use crate::yaml::node::{Content, Node, Style};

/// A known field, section, list entry or column whose value has another kind than it must.
pub static RULE: Rule = Rule {
    id: "SCH002",
    level: Level::Schema,
    severity: Severity::Error,
    title: "wrong kind of value",
    explanation: "The field needs another kind of value. Numbers and true or false become text in quotes; a \
                  single name becomes a list in brackets.",
};

/// Reports `node`, which should have been `expected` ("text", "a list", …). A fix is offered where
/// quotes or brackets are enough.
pub fn report(path: String, expected: &str, node: &Node, file: FileId) -> Diagnostic {
    let problem = RULE
        .report(path, format!("expected {expected}, found {}", shown(node)))
        .at(Location { file, range: node.range });
    let wrap = |before: &str, after: &str| {
        let edit = |offset, text: &str| FileEdit { file, edit: TextEdit::insert(offset, text) };
        vec![edit(node.range.start, before), edit(node.range.end, after)]
    };
    match &node.content {
        Content::Number(_) | Content::Bool(_) if expected == "text" && node.style == Style::Plain => {
            problem.hint("Put it in quotes.").fix("Put the value in quotes", Safety::Safe, wrap("\"", "\""))
        }
        Content::Text(_) if expected.starts_with("a list") && node.style != Style::BlockScalar => {
            problem.hint("Write a list.").fix("Put the value in brackets", Safety::Guess, wrap("[", "]"))
        }
        _ => problem.hint(format!("Write {expected} here, or remove the entry.")),
    }
}

/// Reports two keys that exclude each other, each with its place, at the second one.
pub fn both(path: String, first: (&str, Location), second: (&str, Location)) -> Diagnostic {
    let problem = RULE.report(path, format!("`{}` and `{}` are both given", first.0, second.0));
    problem.at(second.1).hint("Keep one of the two.").related(first.1, "given here as well")
}

/// The value's kind, with the value itself where it is short.
fn shown(node: &Node) -> String {
    match &node.content {
        Content::Text(text) => format!("text {}", quoted(&text.value)),
        Content::Number(number) => format!("{} {number}", node.kind()),
        Content::Bool(value) => value.to_string(),
        Content::Null | Content::List(_) | Content::Map(_) => node.kind().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check;

    #[test]
    fn values_have_their_kind() {
        check(
            "version: 1.0\nproject: []\ndatasets: {}\nrecipes: 5\n",
            expect![[r#"
                2:10 error SCH002 project: expected a mapping, found a list
                3:11 error SCH002 datasets: expected a list of entries, found a mapping
                4:10 error SCH002 recipes: expected a list of entries, found a whole number 5
                1:10 error SCH002 version: expected text, found a decimal number 1.0
                    fix (safe): Put the value in quotes
            "#]],
        );
        check(
            "project: {key: P, name: Pea}\nmetadata: {author: 5, created: , other: 5}\nblocks: {}\n",
            expect![[r#"
                3:9 error SCH002 blocks: expected a list of entries, found a mapping
                2:20 error SCH002 metadata.author: expected text, found a whole number 5
                    fix (safe): Put the value in quotes
            "#]],
        );
        check(
            "project: {key: P, name: Pea}\ndatasets:\n  - ~\n  - A\n  - {name: 5, type: true, params: [], schema: 1, connection: [], format_type: {}}\n",
            expect![[r#"
                3:5 error SCH002 datasets[0]: expected a mapping, found nothing
                4:5 error SCH002 datasets[1]: expected a mapping, found text "A"
                5:12 error SCH002 datasets[2].name: expected text, found a whole number 5
                    fix (safe): Put the value in quotes
                5:21 error SCH002 datasets[2].type: expected text, found true
                    fix (safe): Put the value in quotes
                5:62 error SCH002 datasets[2].connection: expected text, found a list
                5:35 error SCH002 datasets[2].params: expected a mapping, found a list
                5:47 error SCH002 datasets[2].schema: expected a mapping, found a whole number 1
                5:79 error SCH002 datasets[2].format_type: expected text, found a mapping
            "#]],
        );
        check(
            "project: {key: P, name: Pea}\ndatasets: [{name: A, type: s3, schema: {columns: 5}}, {name: B, type: s3, schema: {columns: [x, {name: 1, type: int}]}}]\n",
            expect![[r#"
                2:50 error SCH002 datasets[0].schema.columns: expected a list of columns, found a whole number 5
                2:94 error SCH002 datasets[1].schema.columns[0]: expected a mapping with `name` and `type`, found text "x"
                2:104 error SCH002 datasets[1].schema.columns[1].name: expected text, found a whole number 1
                    fix (safe): Put the value in quotes
            "#]],
        );
        check(
            "project: {key: P, name: Pea}\nrecipes: [{name: r, type: sql, inputs: A, outputs: [~, 5, {dataset: A, alias: a}, {ref: A, role: 5}, {role: main}]}]\n",
            expect![[r#"
                2:40 error SCH002 recipes[0].inputs: expected a list of dataset names, found text "A"
                    fix (guess): Put the value in brackets
                2:53 error SCH002 recipes[0].outputs[0]: expected text, found nothing
                2:56 error SCH002 recipes[0].outputs[1]: expected text, found a whole number 5
                    fix (safe): Put the value in quotes
                2:59 error SCH002 recipes[0].outputs[2]: expected text, found a mapping
                2:83 error SCH002 recipes[0].outputs[3]: expected text, found a mapping
                2:102 error SCH002 recipes[0].outputs[4]: expected text, found a mapping
            "#]],
        );
        check(
            "project: {key: P, name: Pea}\nconventions: {names: lower}\ndatasets: [{name: A, type: s3, lifecycle: {prevent_destroy: yes, ignore_changes: params}}]\n",
            expect![[r#"
                3:61 notice SYN008 $: "yes" is text here and true or false for YAML 1.1 readers
                    fix (safe): Put the value in quotes
                2:22 error SCH002 conventions.names: expected `upper` or `dss`, found text "lower"
                3:61 error SCH002 datasets[0].lifecycle.prevent_destroy: expected true or false, found text "yes"
                3:82 error SCH002 datasets[0].lifecycle.ignore_changes: expected a list of attribute paths, found text "params"
                    fix (guess): Put the value in brackets
            "#]],
        );
    }
}
