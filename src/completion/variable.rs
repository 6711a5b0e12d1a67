//! Names of variables inside `{{ … }}` (spec 1.5).

use std::collections::BTreeMap;

use super::writing::Written;
use super::{Completion, Kind};
use crate::config::environment;
use crate::config::layout::{self, Role};
use crate::config::sections::Part;
use crate::diagnostic::pile::Pile;
use crate::sorting;
use crate::text::{TextEdit, TextRange};
use crate::workspace::Workspace;
use crate::yaml;

/// The variables that can be named at `offset` of `text`; `None` if it does not stand in braces.
pub(super) fn complete(workspace: &Workspace, text: &str, offset: usize) -> Option<Vec<Completion>> {
    let line = text.get(..offset)?.rsplit('\n').next()?;
    let inside = line.rsplit_once("{{")?.1;
    let typed = inside.trim_start();
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.');
    if !typed.chars().all(fits) {
        return None;
    }
    let rest = text.get(offset..)?;
    let tail = rest.find(|letter| !fits(letter)).unwrap_or(rest.len());
    let behind = rest.get(tail..).unwrap_or_default();
    let before = if inside.len() == typed.len() { " " } else { "" };
    let after = if behind.trim_start_matches(' ').starts_with("}}") {
        if behind.starts_with(' ') { "" } else { " " }
    } else {
        " }}"
    };
    let range = TextRange::new(offset - typed.len(), offset + tail);
    let choice = |(name, detail): (String, &'static str)| {
        let written = Written::plain(format!("{before}env.{name}{after}"));
        Completion {
            label: format!("env.{name}"),
            kind: Kind::Variable,
            detail: detail.to_owned(),
            documentation: String::new(),
            edit: TextEdit::replace(range, written.text),
            select: written.select,
        }
    };
    Some(names(workspace).into_iter().map(choice).collect())
}

/// The names that have a value or are secret in the chosen environment, and which of the two.
fn names(workspace: &Workspace) -> BTreeMap<String, &'static str> {
    let mut ignored = Pile::default();
    let mut documents = Vec::new();
    for (role, file) in layout::read_order(&workspace.files, &workspace.environment) {
        let source =
            workspace.files.get(file.index()).filter(|_| matches!(role, Role::Environment | Role::Variables));
        let node = source.and_then(|source| yaml::parse(file, source).root);
        documents.extend(node.map(|node| (role, Part { file, node })));
    }
    let variables =
        environment::variables(&documents, &workspace.variables, &workspace.secrets, &mut ignored);
    let detail = |name: &str| if variables.secrets.contains_key(name) { "secret" } else { "variable" };
    sorting::map(variables.names().into_iter().map(|name| (name.to_owned(), detail(name))))
}
