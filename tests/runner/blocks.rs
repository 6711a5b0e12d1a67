//! Cases of blocks: `config.yml`, maybe `previous.yml`, `registry.json`, and `expected.json`
//! (`blocks.md` 5.12 and 9.5).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use blockwright::block::read::read_manifest;
use blockwright::block::reference::BlockRef;
use blockwright::diagnostic::{Diagnostic, Level, Severity};
use blockwright::plan::context::{changed, context};
use blockwright::plan::{Action, Plan, record};
use blockwright::registry::{Registries, Registry};
use blockwright::source::Source;
use blockwright::state::{State, file};
use blockwright::workspace::{Workspace, analyze};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

const REGISTRY: &str = "BLOCKS_REGISTRY";

/// What differs from the expectation.
pub(crate) fn run(case: &Path) -> Vec<String> {
    let expected = read_json(&case.join("expected.json"));
    let (registries, mut refused) = registries(&case.join("registry.json"));
    let registries = Arc::new(registries);
    let previous = case.join("previous.yml");
    let mut state = None;
    if previous.is_file() {
        match applied(&previous, &registries) {
            Ok(applied) => state = Some(applied),
            Err(reason) => refused.push(reason),
        }
    }
    let analysis = analyze(&workspace(&case.join("config.yml"), state, &registries));
    let mut differences = refused;
    differences.extend(compare_problems(&expected["problems"], &analysis.problems));
    let mut differs = |what: &str, wanted: &Value, found: &Value| {
        if wanted != found {
            differences.push(format!("{what}:\n        expected {wanted}\n        found    {found}"));
        }
    };
    let plan = analysis.plan.as_deref();
    differs("ok", &expected["ok"], &json!(plan.is_some()));
    let found = plan.map(operations).unwrap_or_default();
    let wanted = expected["plan"].as_array().cloned().unwrap_or_default();
    for position in 0..wanted.len().max(found.len()) {
        let side = |side: &[Value]| side.get(position).cloned().unwrap_or_default();
        differs(&format!("plan[{position}]"), &side(&wanted), &side(&found));
    }
    if let (Some(wanted), Some(plan)) = (expected.get("summary").filter(|value| value.is_object()), plan) {
        differs("summary", wanted, &summary(plan));
    }
    differences
}

fn read_json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

/// `registry.json`. Documents stay as they are written: members of a solution keep their order.
#[derive(Deserialize)]
struct Given {
    base: Option<String>,
    #[serde(default)]
    manifests: Vec<Box<RawValue>>,
    #[serde(default)]
    schemas: BTreeMap<String, Box<RawValue>>,
}

/// The demo registry, if it is the base, with the manifests and schemas of the case; and what of them
/// was refused.
fn registries(path: &Path) -> (Registries, Vec<String>) {
    let mut refused = Vec::new();
    let text = fs::read_to_string(path).unwrap_or_else(|_| r#"{"base": "demo"}"#.to_owned());
    let given: Given = serde_json::from_str(&text).unwrap();
    let mut registry = Registry::new(REGISTRY);
    if given.base.as_deref() == Some("demo") {
        load_demo(&mut registry);
    } else {
        registry.accept("index.json", r#"{"format_version": "1.0", "blocks": []}"#).unwrap();
    }
    for manifest in &given.manifests {
        match read_manifest(manifest.get()) {
            Ok((manifest, _)) => registry.add(manifest),
            Err(refusal) => refused.push(format!("registry.json: a manifest was refused: {refusal}")),
        }
    }
    for (path, schema) in &given.schemas {
        if let Err(refusal) = registry.accept(path, schema.get()) {
            refused.push(format!("registry.json: {path} was refused: {refusal}"));
        }
    }
    let mut registries = Registries::default();
    registries.put(registry);
    (registries, refused)
}

fn load_demo(registry: &mut Registry) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/registry/blocks");
    loop {
        let entries = registry.index.entries().iter();
        let refs: Vec<_> = entries.map(|entry| BlockRef::parse_member(&entry.label()).unwrap()).collect();
        let missing = [registry.missing_index(), registry.missing(&refs)].concat();
        if missing.is_empty() {
            return;
        }
        for path in missing {
            registry.accept(&path, &fs::read_to_string(folder.join(&*path)).unwrap()).unwrap();
        }
    }
}

fn workspace(config: &Path, state: Option<Arc<str>>, registries: &Arc<Registries>) -> Workspace {
    Workspace {
        files: vec![Source::decode("config.yml", &fs::read(config).unwrap())],
        state,
        environment: "dev".to_owned(),
        registries: Arc::clone(registries),
        ..Workspace::default()
    }
}

/// The state as if `config` had just been applied to an empty project.
fn applied(config: &Path, registries: &Arc<Registries>) -> Result<Arc<str>, String> {
    let analysis = analyze(&workspace(config, None, registries));
    let mut state = State { environment: "dev".to_owned(), ..State::default() };
    let problems =
        || analysis.problems.iter().map(|problem| format!("\n        {problem}")).collect::<String>();
    let Some(plan) = &analysis.plan else { return Err(format!("previous.yml has no plan:{}", problems())) };
    for step in &plan.steps {
        record(&mut state, step, "2025-06-01T09:00:00Z", "config");
    }
    Ok(file::save(&state).into())
}

/// Problems that the data holds: all of blocks, and errors of the base rules.
fn compare_problems(expected: &Value, found: &[Diagnostic]) -> Vec<String> {
    let is_compared = |problem: &&Diagnostic| match problem.rule.level {
        Level::Composition => true,
        _ => problem.severity == Severity::Error,
    };
    let mut left: Vec<&Diagnostic> = found.iter().filter(is_compared).collect();
    let mut differences = Vec::new();
    for wanted in expected.as_array().into_iter().flatten() {
        match left.iter().position(|problem| is_meant(wanted, problem)) {
            Some(position) => drop(left.remove(position)),
            None => differences.push(format!("missing {wanted}")),
        }
    }
    let within = |problem: &Diagnostic| {
        problem.within.as_ref().map(|place| format!(" at {place}")).unwrap_or_default()
    };
    differences.extend(left.into_iter().map(|problem| format!("not expected: {problem}{}", within(problem))));
    differences
}

fn is_meant(wanted: &Value, problem: &Diagnostic) -> bool {
    let severity = match problem.severity {
        Severity::Notice => "info",
        other => other.name(),
    };
    let names = wanted["names"].as_array().into_iter().flatten();
    wanted["rule"] == problem.rule.id
        && wanted["path"] == problem.path.as_str()
        && wanted["severity"] == severity
        && wanted["at"].as_str() == problem.within.as_deref()
        && names.clone().all(|name| problem.message.contains(name.as_str().unwrap_or_default()))
}

/// The operations in the words of `blocks.md` 5.7.
fn operations(plan: &Plan) -> Vec<Value> {
    let operation = |step| {
        let mut operation: Map<String, Value> = context(step);
        operation.insert("op".to_owned(), json!(step.action.name()));
        operation.insert("type".to_owned(), json!(step.address.kind().name()));
        operation.insert("id".to_owned(), json!(step.address.as_str()));
        if step.action == Action::Update {
            operation.insert("changed".to_owned(), json!(changed(step)));
        }
        Value::Object(operation)
    };
    plan.actions().map(operation).collect()
}

fn summary(plan: &Plan) -> Value {
    let summary = plan.summary;
    json!({"create": summary.create, "update": summary.update, "delete": summary.destroy})
}
