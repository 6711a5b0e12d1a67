//! The files that a plan depends on.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{NotShared, secrets};
use crate::config::layout::{CANVAS_PATH, read_order};
use crate::workspace::{Analysis, Workspace};

/// The texts by path: what the configuration is read from, code that it names, and the layout document. The
/// variables of other environments, the lock file and everything else stay here.
pub(super) fn texts(workspace: &Workspace, analysis: &Analysis) -> Result<Map<String, Value>, NotShared> {
    let order = read_order(&workspace.files, &workspace.environment);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let read = order.iter().filter_map(|(_, file)| workspace.files.get(file.index()));
    used.extend(read.map(|source| source.path.as_str()));
    let recipes = analysis.config.recipes.iter().filter_map(|recipe| recipe.code_file.as_ref());
    let scenarios = analysis.config.scenarios.iter().filter_map(|scenario| scenario.code_file.as_ref());
    used.extend(recipes.chain(scenarios).map(|file| &*file.path.value));
    used.insert(CANVAS_PATH);
    let mut texts = Map::new();
    for source in workspace.files.iter().filter(|source| used.contains(source.path.as_str())) {
        if source.undecodable_at.is_some() {
            return Err(NotShared::Undecodable(source.path.clone()));
        }
        secrets::check_file(source)?;
        texts.insert(source.path.clone(), Value::from(&*source.text));
    }
    Ok(texts)
}
