//! The snapshot: everything that is known about a workspace, derived in one pass.
//!
//! [`analyze`] is the only place that knows the order of the stages.

mod inputs;
mod memory;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use self::inputs::Workspace;
pub use self::memory::Memory;
use self::memory::Reading;
use crate::address::ResourceType;
use crate::composition::rules::reference::unreadable_lock;
use crate::composition::{self, Composition};
use crate::config::layout::{self, Role};
use crate::config::sections::{self, Part, Sections};
use crate::config::{Config, environment, read};
use crate::desired::desired;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::pile::Pile;
use crate::diff::{Scope, models};
use crate::plan::{Basis, Plan, plan};
use crate::registry::lock::{LOCK_PATH, Lock};
use crate::remedy;
use crate::source::{FileId, Location, Source};
use crate::state::{Resource, State};
use crate::text::TextRange;
use crate::upgrade;
use crate::validate::{self, ValidConfig};
use crate::variables::trail::Trail;
use crate::variables::{Uses, Variables, substitution};

/// Everything derived from a [`Workspace`]. The default one knows nothing yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Problems of the configuration in display order.
    pub problems: Arc<[Diagnostic]>,
    /// Problems of the state file; empty while the configuration is invalid.
    pub state_problems: Arc<[Diagnostic]>,
    /// Whether the configuration passes validation under the workspace's strictness.
    pub valid: bool,
    /// What the files read as, before variables were replaced, in the order of [`layout::read_order`].
    pub documents: Arc<[Part]>,
    /// The configuration, as far as it could be read.
    pub config: Arc<Config>,
    /// What its blocks and solutions add: instances, wires, names, and what is still to be fetched.
    pub composition: Arc<Composition>,
    /// What placeholders stand for.
    pub variables: Arc<Variables>,
    /// The values that use each variable; they are known even where the variable is not.
    pub uses: Arc<Uses>,
    /// The state the configuration asks for; `None` while it is invalid.
    pub desired: Option<Arc<State>>,
    /// The state as stored, if there is one and it could be read.
    pub current: Option<Arc<State>>,
    /// The plan; `None` while the configuration is invalid or the state has errors.
    pub plan: Option<Arc<Plan>>,
    /// Whether the desired state, the current state and the plan were looked at: [`analyze_first`] leaves
    /// them for later.
    pub is_planned: bool,
}

impl Analysis {
    /// Whether it tells anything: an invalid configuration always has a problem.
    pub fn is_known(&self) -> bool {
        self.valid || !self.problems.is_empty()
    }

    /// Whether this analysis of `before` is also that of `now`, because the registries have only got files
    /// that it had no need of. It may say no where it is.
    pub fn holds_for(&self, before: &Workspace, now: &Workspace) -> bool {
        self.valid
            && self.problems.is_empty()
            && self.composition.missing.is_empty()
            && before.differs_in_registries_alone(now)
            && before.registries.are_part_of(&now.registries)
    }
}

/// Derives everything from the workspace.
pub fn analyze(workspace: &Workspace) -> Analysis {
    analyze_again(workspace, &mut Memory::default())
}

/// As [`analyze`], reading only what changed since the analysis that `memory` served last.
pub fn analyze_again(workspace: &Workspace, memory: &mut Memory) -> Analysis {
    let analysis = analyze_whole(workspace, memory);
    complete(workspace, memory, &analysis)
}

/// As [`analyze_again`], but of a project with very many blocks only what a drawing needs, so that it
/// does not wait for a plan of tens of thousands of resources; [`complete`] adds the rest.
pub fn analyze_first(workspace: &Workspace, memory: &mut Memory) -> Analysis {
    const MANY: usize = 200;
    let analysis = analyze_whole(workspace, memory);
    if analysis.composition.instances.len() > MANY {
        return analysis;
    }
    complete(workspace, memory, &analysis)
}

/// The analysis of the same workspace with the desired state, the current state and the plan.
pub fn complete(workspace: &Workspace, memory: &mut Memory, analysis: &Analysis) -> Analysis {
    let Analysis { config, composition, problems, .. } = analysis;
    let analysis = Analysis { is_planned: true, ..analysis.clone() };
    match validate::gate(config, composition, problems, workspace.strict) {
        Some(valid) => judge_state(workspace, memory, &valid, analysis),
        None => analysis,
    }
}

/// As [`analyze_again`] for a project without blocks and solutions, and without a plan; `None` if it has
/// some. The code that composes and plans is not reached from here, so that a page can load it later.
pub fn analyze_without_blocks(workspace: &Workspace, memory: &mut Memory) -> Option<Analysis> {
    analyze_by(workspace, memory, |inputs, _| inputs.config.uses.is_empty().then(Composition::default))
}

fn analyze_whole(workspace: &Workspace, memory: &mut Memory) -> Analysis {
    analyze_by(workspace, memory, |inputs, problems| Some(compose(inputs, problems))).unwrap_or_default()
}

/// What composing looks at.
struct Inputs<'a> {
    workspace: &'a Workspace,
    memory: &'a mut Memory,
    config: &'a Config,
    documents: &'a [(Role, Part)],
}

/// The stage that composes; an analysis ends where it gives nothing.
type Compose = fn(Inputs<'_>, &mut Pile) -> Option<Composition>;

fn analyze_by(workspace: &Workspace, memory: &mut Memory, compose: Compose) -> Option<Analysis> {
    let Reading { documents, config, variables, uses, mut problems } = read_texts(workspace, memory);
    let inputs = Inputs { workspace, memory, config: &config, documents: &documents };
    let composition = Arc::new(compose(inputs, &mut problems)?);
    validate::validate(&config, &composition, &mut problems);
    if problems.breaks_syntax() {
        problems.keep_syntax();
    }
    let problems = problems.into_problems();
    let valid = validate::gate(&config, &composition, &problems, workspace.strict);
    Some(Analysis {
        problems: problems.into(),
        valid: valid.is_some(),
        documents: documents.iter().map(|(_, part)| part.clone()).collect(),
        config,
        composition,
        variables,
        uses,
        ..Analysis::default()
    })
}

/// What the texts say, before anything is looked up. It is the same when only a registry or the state has
/// changed.
fn read_texts(workspace: &Workspace, memory: &mut Memory) -> Reading {
    if let Some(known) = memory.reading(workspace) {
        return known;
    }
    let mut problems = Pile::default();
    let documents = parse(workspace, memory, &mut problems);
    let sections = sections::merge(&documents, &mut problems);
    let variables =
        environment::variables(&documents, &workspace.variables, &workspace.secrets, &mut problems);
    let mut uses = Uses::new();
    let sections = substitute(sections, &variables, &mut uses, &mut problems);
    let config = Arc::new(read::read(&sections, &workspace.files, &mut problems));
    let (variables, uses) = (Arc::new(variables), Arc::new(uses));
    let reading = Reading { documents: documents.into(), config, variables, uses, problems };
    memory.keep_reading(workspace, &reading);
    reading
}

/// Composes the blocks of a configuration and compares their versions with the deployed ones. Without
/// blocks nothing is looked at.
fn compose(inputs: Inputs<'_>, problems: &mut Pile) -> Composition {
    let Inputs { workspace, memory, config, documents } = inputs;
    if config.uses.is_empty() {
        return Composition::default();
    }
    let lock = read_lock(workspace, problems);
    let state = workspace.state.as_ref().and_then(|text| memory.state(text, &workspace.environment).0);
    let existing = state.as_deref().map(on_the_server).unwrap_or_default();
    let registries = &workspace.registries;
    let basis = composition::Basis { config, registries, lock: &lock, existing: &existing };
    let (mut composition, mut found) = composition::compose(basis);
    if let Some((_, project)) = documents.iter().find(|(role, _)| *role == Role::Project)
        && let Some(source) = workspace.files.get(project.file.index())
    {
        let (text, root) = (&source.text, &project.node);
        let project =
            remedy::Project { config, composition: &composition, registries, file: project.file, text, root };
        remedy::add_fixes(&mut found, project);
    }
    problems.append(found);
    if let Some(state) = &state {
        problems.extend(upgrade::check(config, &mut composition, registries, state));
    }
    composition
}

/// The project's lock file; one that cannot be read is a problem and locks nothing.
fn read_lock(workspace: &Workspace, problems: &mut Pile) -> Lock {
    let Some(file) = file_named(&workspace.files, LOCK_PATH) else { return Lock::default() };
    let text = workspace.files.get(file.index()).map_or("", |source| &source.text);
    Lock::read(text).unwrap_or_else(|refusal| {
        problems.push(unreadable_lock(&refusal.to_string(), Location { file, range: TextRange::at(0) }));
        Lock::default()
    })
}

/// Names of datasets, folders and models that were read from the server.
fn on_the_server(state: &State) -> BTreeSet<String> {
    let objects = [ResourceType::Dataset, ResourceType::Folder, ResourceType::Model];
    let is_object =
        |resource: &&Arc<Resource>| resource.is_from_server() && objects.contains(resource.address.kind());
    state.resources.iter().filter(is_object).map(|resource| resource.address.name().to_owned()).collect()
}

/// Completes the analysis of a valid configuration: desired state, current state, plan. A state with
/// an error gives no plan.
fn judge_state(
    workspace: &Workspace,
    memory: &mut Memory,
    valid: &ValidConfig,
    analysis: Analysis,
) -> Analysis {
    let desired = Arc::new(desired(valid, &workspace.environment));
    let loaded = workspace.state.as_ref().map(|text| memory.state(text, &workspace.environment));
    let (current, mut problems) = loaded.unwrap_or_default();
    if let Some(current) = &current {
        problems.extend(Scope::of(valid.config()).left_alone(&desired, current));
        problems.extend(models::missing(valid.config(), current, valid.project_key()));
    }
    let is_readable = current.is_some() || workspace.state.is_none();
    let basis = Basis { config: valid, desired: &desired, current: current.as_ref() };
    let plan = is_readable.then(|| Arc::new(plan(basis, &workspace.targets)));
    Analysis { state_problems: problems.into(), desired: Some(desired), current, plan, ..analysis }
}

/// Reads the files that have a role. A file that holds nothing readable is left out.
fn parse(workspace: &Workspace, memory: &mut Memory, problems: &mut Pile) -> Vec<(Role, Part)> {
    let mut documents = Vec::new();
    memory.keep(&workspace.files);
    for (role, file) in layout::read_order(&workspace.files, &workspace.environment) {
        let Some(source) = workspace.files.get(file.index()) else { continue };
        let document = memory.document(file, source);
        problems.extend(document.problems);
        documents.extend(document.root.map(|node| (role, Part { file, node })));
    }
    documents
}

/// Replaces the variables in every section that may hold them.
fn substitute(sections: Sections, variables: &Variables, uses: &mut Uses, problems: &mut Pile) -> Sections {
    let mut resolve = |part: Part, trail: &Trail<'_>, except: &[&str]| {
        let node = substitution::substitute(&part.node, variables, part.file, trail, except, uses, problems);
        Part { node, ..part }
    };
    let project = sections.project.map(|part| resolve(part, &Trail::section("project"), &[]));
    let mut in_list = |key: &str, parts: Vec<(usize, Part)>, except: &[&str]| {
        let trail = Trail::section(key);
        let resolved = |(index, part)| (index, resolve(part, &trail.index(index), except));
        parts.into_iter().map(resolved).collect()
    };
    Sections {
        project,
        datasets: in_list("datasets", sections.datasets, &[]),
        recipes: in_list("recipes", sections.recipes, &["code"]),
        blocks: in_list("blocks", sections.blocks, &[]),
        solutions: in_list("solutions", sections.solutions, &[]),
        zones: in_list("zones", sections.zones, &[]),
        folders: in_list("folders", sections.folders, &[]),
        models: in_list("models", sections.models, &[]),
        scenarios: in_list("scenarios", sections.scenarios, &[]),
        ..sections
    }
}

/// The id of the file at `path`.
pub fn file_named(files: &[Source], path: &str) -> Option<FileId> {
    files.iter().position(|source| source.path == path).map(FileId::new)
}

#[cfg(test)]
mod tests;
