//! What the exported folder says about itself.

use std::collections::BTreeMap;

use crate::block::reference::Pinned;
use crate::registry::lock::LOCK_PATH;
use crate::workspace::Analysis;

/// The README: what the project is, its blocks and versions, how to validate and plan it.
pub(super) fn text(analysis: &Analysis, unlocked: &[String]) -> String {
    let mut text = title(analysis);
    text.push_str(&blocks(analysis, unlocked));
    text.push_str(&files());
    text.push_str(&steps(analysis));
    text
}

fn title(analysis: &Analysis) -> String {
    let project = analysis.config.project.as_ref();
    let key = project.and_then(|project| project.key.as_ref()).map_or("", |key| &key.value);
    let name = project.and_then(|project| project.name.as_ref()).map_or(key, |name| &name.value);
    let mut text = format!("# {}\n\n", plain(if name.is_empty() { "Project" } else { name }));
    if !key.is_empty() {
        text.push_str(&format!(
            "The Dataiku DSS project `{}`, as a Blockwright configuration.\n\n",
            plain(key)
        ));
    }
    if let Some(description) =
        project.map(|project| plain(&project.description)).filter(|text| !text.is_empty())
    {
        text.push_str(&format!("{description}\n\n"));
    }
    text
}

fn blocks(analysis: &Analysis, unlocked: &[String]) -> String {
    let mut text = "## Blocks\n\n".to_owned();
    let uses = uses(analysis);
    if uses.is_empty() && unlocked.is_empty() {
        text.push_str("The project uses no blocks.\n\n");
        return text;
    }
    if !uses.is_empty() {
        text.push_str("| Block | Version | Registry | Used as |\n|---|---|---|---|\n");
        for (pinned, names) in uses {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let Pinned { registry, block_id, version } = pinned;
            text.push_str(&format!("| `{block_id}` | {version} | `{registry}` | {} |\n", names.join(", ")));
        }
        text.push('\n');
    }
    if !unlocked.is_empty() {
        text.push_str(&format!(
            "Not looked up when this was exported, so not locked: {}.\n\n",
            unlocked.join(", ")
        ));
    }
    text
}

/// The blocks in use, with the names of their instances.
fn uses(analysis: &Analysis) -> BTreeMap<&Pinned, Vec<&str>> {
    let composition = &analysis.composition;
    let mut uses: BTreeMap<&Pinned, Vec<&str>> = BTreeMap::new();
    for pinned in composition.manifests.keys() {
        uses.insert(pinned, Vec::new());
    }
    let solutions = composition.solutions.iter().map(|solution| (&solution.block, &solution.path));
    let instances = composition.instances.iter().map(|instance| (&instance.block, &instance.path));
    for (pinned, path) in solutions.chain(instances) {
        uses.entry(pinned).or_default().push(path);
    }
    uses
}

fn files() -> String {
    format!(
        "## Files\n\n\
         - `project.yml`: the project, with its blocks. `datasets/`, `recipes/` and `environments/`, where there are any, belong to it.\n\
         - `{LOCK_PATH}`: the digest (SHA-256) of each block's manifest. A block that was changed without a new version is refused.\n\
         - This file, for people. Nothing reads it.\n\n"
    )
}

fn steps(analysis: &Analysis) -> String {
    let mut registries: Vec<String> = Vec::new();
    for pinned in analysis.composition.manifests.keys() {
        let name = format!("`{}`", pinned.registry);
        if !registries.contains(&name) {
            registries.push(name);
        }
    }
    let connect = match registries.as_slice() {
        [] => String::new(),
        [one] => format!("2. Connect the registry {one} in the catalog, if it is not.\n"),
        several => {
            format!("2. Connect the registries {} in the catalog, if they are not.\n", several.join(", "))
        }
    };
    let (validate, plan) = if connect.is_empty() { (2, 3) } else { (3, 4) };
    format!(
        "## Validate and plan\n\n\
         1. Open Blockwright in a browser and choose Project, Open a folder, then this folder.\n\
         {connect}\
         {validate}. The problems view lists what is wrong, with its place and what to do. A plan is made once no errors are left.\n\
         {plan}. Open the state of the environment, if there is one. The plan view shows what would be created, changed and deleted. Nothing is written to a server.\n"
    )
}

/// Text of a configuration on one line, with nothing that Markdown or HTML would take for markup.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for letter in word.chars() {
            match letter {
                '<' => plain.push_str("&lt;"),
                '&' => plain.push_str("&amp;"),
                '\\' | '`' | '*' | '[' | ']' | '|' | '#' | '!' | '~' => {
                    plain.push('\\');
                    plain.push(letter);
                }
                _ => plain.push(letter),
            }
        }
    }
    plain
}
