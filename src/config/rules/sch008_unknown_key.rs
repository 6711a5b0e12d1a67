//! SCH008: a key that nothing reads.

use crate::diagnostic::{Diagnostic, Level, Rule, Safety, Severity, quoted, suggestion};
use crate::source::{FileEdit, FileId, Location};
use crate::text::TextEdit;
use crate::yaml::node::{Entry, Style};

/// An unknown key at the root or in a project, dataset or recipe.
pub static RULE: Rule = Rule {
    id: "SCH008",
    level: Level::Schema,
    severity: Severity::Warning,
    title: "unknown key",
    explanation: "Nothing reads this key, so what it says would be lost. Correct its spelling or remove it.",
};

/// Reports `entry`. `known` are the keys of its section; the nearest one that is not `taken` is
/// offered.
pub fn report(path: String, entry: &Entry, file: FileId, known: &[&str], taken: &[Entry]) -> Diagnostic {
    let problem = RULE
        .report(path, format!("the key {} is not known here", quoted(&entry.key)))
        .at(Location { file, range: entry.key_range });
    // The design documents' older name, further away than any misspelling.
    let renamed = (&*entry.key == "format" && known.contains(&"format_type")).then_some("format_type");
    let nearest = renamed.or_else(|| suggestion::nearest(&entry.key, known.iter().copied()));
    let Some(nearest) = nearest else {
        return problem.hint("Remove it, or keep it as an `x-` key at the root.");
    };
    let problem = problem.hint(format!("Did you mean `{nearest}`?"));
    let used = taken.iter().any(|other| &*other.key == nearest);
    if used || entry.merged || entry.value.style == Style::Alias {
        return problem;
    }
    let edit = FileEdit { file, edit: TextEdit::replace(entry.key_range, nearest) };
    problem.fix(format!("Rename to {nearest}"), Safety::Safe, vec![edit])
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::config::tests::check;

    #[test]
    fn keys_are_known() {
        check(
            "projekt: {}\nx-any: 1\nproject: {key: P, name: Pea}\n",
            expect![[r#"
            1:1 warning SCH008 projekt: the key "projekt" is not known here
        "#]],
        );
        check(
            "project: {key: P, name: Pea, desciption: d}\ndatasets: [{name: A, type: s3, fromat_type: csv, format: csv, colour: red}]\nrecipes: [{name: r, type: sql, outputs: [A], input: [A], inputs: [A]}]\nconventions: {name: dss}\n",
            expect![[r#"
                4:15 warning SCH008 conventions.name: the key "name" is not known here
                    fix (safe): Rename to names
                1:30 warning SCH008 project.desciption: the key "desciption" is not known here
                    fix (safe): Rename to description
                2:32 warning SCH008 datasets[0].fromat_type: the key "fromat_type" is not known here
                    fix (safe): Rename to format_type
                2:50 warning SCH008 datasets[0].format: the key "format" is not known here
                    fix (safe): Rename to format_type
                2:63 warning SCH008 datasets[0].colour: the key "colour" is not known here
                3:46 warning SCH008 recipes[0].input: the key "input" is not known here
            "#]],
        );
        check(
            "project: {key: P, name: Pea}\nx: &d {nmae: A}\ndatasets: [{<<: *d, type: s3, name: B, lifecycle: {prevent_destory: true}}]\n",
            expect![[r#"
                2:1 warning SCH008 x: the key "x" is not known here
                3:52 warning SCH008 datasets[0].lifecycle.prevent_destory: the key "prevent_destory" is not known here
                    fix (safe): Rename to prevent_destroy
                2:8 warning SCH008 datasets[0].nmae: the key "nmae" is not known here
            "#]],
        );
    }
}
