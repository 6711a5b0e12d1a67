//! Fixes that change the structure of the text: an input mapped, a dataset declared, a key removed, a
//! sync put before an input.

mod sync;

use serde_json::{Value, json};

use crate::composition::Composition;
use crate::composition::rules::{name, object, port, schema};
use crate::config::Config;
use crate::diagnostic::pile::Pile;
use crate::diagnostic::{Diagnostic, Safety};
use crate::insertion::{Addition, NewDataset, edits_in};
use crate::registry::Registries;
use crate::source::{FileEdit, FileId};
use crate::text::TextEdit;
use crate::value::path::{Segment, parse};
use crate::yaml::edit::{Edit, Step};
use crate::yaml::node::Node;

/// Most problems that get such a fix: each walks the text.
const MOST: usize = 100;

/// The project that has the problems.
#[derive(Clone, Copy)]
pub struct Project<'a> {
    /// Its configuration.
    pub config: &'a Config,
    /// What its blocks add.
    pub composition: &'a Composition,
    /// Where they were looked up.
    pub registries: &'a Registries,
    /// The file that its blocks stand in.
    pub file: FileId,
    /// The text of that file.
    pub text: &'a str,
    /// What the text reads as.
    pub root: &'a Node,
}

/// Adds a fix to the problems of blocks that have none and can be put right by edits of their file.
pub fn add_fixes(problems: &mut Pile, project: Project<'_>) {
    let edit = Edit::new(project.text, project.root);
    let syncs = sync::Syncs::of(problems, project);
    let of_blocks = problems.kept_mut().filter(|problem| problem.fix.is_none() && problem.within.is_none());
    for problem in of_blocks.take(MOST) {
        let found = if problem.rule == &name::UNKNOWN_KEY
            || problem.rule == &port::NO_INPUT
            || problem.rule == &port::NO_OUTPUT
        {
            remove(&edit, problem)
        } else if problem.rule == &port::NOT_MAPPED {
            map(&edit, project.root, problem)
        } else if problem.rule == &object::UNKNOWN {
            declare(project, problem)
        } else if problem.rule == &schema::TYPE || problem.rule == &schema::WIDTH {
            syncs.fix(&problem.path)
        } else {
            None
        };
        let Some((title, edits)) = found.filter(|(_, edits)| !edits.is_empty()) else { continue };
        let edits = edits.into_iter().map(|edit| FileEdit { file: project.file, edit }).collect();
        *problem = problem.clone().fix(title, Safety::Guess, edits);
    }
}

type Found = Option<(String, Vec<TextEdit>)>;

fn steps(path: &str) -> Option<Vec<Step>> {
    let step = |segment: Segment| match segment {
        Segment::Key(key) => Step::Key(key),
        Segment::Index(index) => Step::Index(index),
    };
    Some(parse(path).ok()?.into_iter().map(step).collect())
}

fn remove(edit: &Edit<'_>, problem: &Diagnostic) -> Found {
    let edits = edit.remove(&steps(&problem.path)?).ok()?;
    Some((format!("Remove {}", problem.path.rsplit('.').next()?), edits))
}

/// Maps the port to an object of its own name, which is then declared or corrected.
fn map(edit: &Edit<'_>, root: &Node, problem: &Diagnostic) -> Found {
    let name = problem.subject.as_deref()?;
    let inputs = steps(&problem.path)?;
    let (_, entry) = inputs.split_last()?;
    let has_inputs = at(root, entry)?
        .get("inputs")
        .is_some_and(|inputs| inputs.as_map().is_some_and(|map| !map.is_empty()));
    let edits = if has_inputs {
        edit.insert_entry(&inputs, name, &Value::from(name))
    } else if at(root, entry)?.get("inputs").is_some() {
        edit.set(&inputs, &json!({name: name}))
    } else {
        edit.insert_entry(entry, "inputs", &json!({name: name}))
    };
    Some((format!("Map {name}"), edits.ok()?))
}

/// Declares the object as a managed dataset.
fn declare(project: Project<'_>, problem: &Diagnostic) -> Found {
    let name = problem.subject.as_deref()?;
    let addition = Addition { datasets: vec![NewDataset::managed(name)], ..Addition::default() };
    let edits = edits_in(project.text, project.root, &addition).ok()?;
    Some((format!("Declare the dataset {name}"), edits))
}

fn at<'n>(root: &'n Node, path: &[Step]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, step| match step {
        Step::Key(key) => node.get(key),
        Step::Index(index) => node.as_list()?.get(*index),
    })
}

#[cfg(test)]
mod tests;
