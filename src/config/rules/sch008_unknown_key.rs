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
