//! Cases of the base specification: `input.yml` or `input/`, maybe `state.json`, and `expected.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use blockwright::diagnostic::{Diagnostic, Severity};
use blockwright::plan::{Action, Plan};
use blockwright::source::Source;
use blockwright::state::Resource;
use blockwright::workspace::{Analysis, Workspace, analyze};
use serde_json::{Map, Value, json};

/// What differs from the expectation.
pub(crate) fn run(case: &Path) -> Vec<String> {
    let text = fs::read_to_string(case.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let analysis = analyze(&workspace(case, &expected["options"]));
    let actual = outcome(&analysis);
    let mut differences = Vec::new();
    for (field, value) in actual.as_object().unwrap() {
        let wanted = match (field.as_str(), expected.get(field)) {
            ("problems" | "state_problems", Some(problems)) => as_multiset(problems),
            // Fields that a case leaves out are not compared.
            (_, None) => continue,
            (_, Some(wanted)) => wanted.clone(),
        };
        if wanted != *value {
            differences.push(format!("{field}:\n        expected {wanted}\n        found    {value}"));
        }
    }
    differences
}

fn workspace(case: &Path, options: &Value) -> Workspace {
    let single = case.join("input.yml");
    let files = if single.is_file() {
        vec![Source::decode("input.yml", &fs::read(single).unwrap())]
    } else {
        let mut files = Vec::new();
        read_folder(&case.join("input"), "", &mut files);
        files
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let variables = options["variables"].as_object().cloned().unwrap_or_default();
    let secrets = options["secrets"].as_array().cloned().unwrap_or_default();
    Workspace {
        files,
        state: fs::read_to_string(case.join("state.json")).ok().map(Arc::from),
        environment: text(&options["environment"]),
        variables: variables.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
        secrets: secrets.iter().map(text).collect(),
        strict: options["strict"].as_bool().unwrap_or(true),
        targets: BTreeSet::new(),
        ..Workspace::default()
    }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{prefix}{name}/"), files);
        } else {
            files.push(Source::decode(format!("{prefix}{name}"), &fs::read(entry.path()).unwrap()));
        }
    }
}

/// The analysis in the shape of `expected.json`.
fn outcome(analysis: &Analysis) -> Value {
    let plan = analysis.plan.as_deref();
    json!({
        "valid": analysis.valid,
        "problems": problems(&analysis.problems),
        "state_problems": problems(&analysis.state_problems),
        "plan": plan.map(steps),
        "summary": plan.map(summary),
        "attribute_changes": plan.map(attribute_changes).unwrap_or_default(),
        "checksums": checksums(analysis),
    })
}

/// Errors and warnings, as a sorted list: cases compare them as a multiset.
fn problems(diagnostics: &[Diagnostic]) -> Value {
    let shown = diagnostics.iter().filter(|problem| problem.severity != Severity::Notice);
    let problems = shown.map(|problem| {
        json!({
            "level": problem.rule.level.name(),
            "rule": problem.rule.id,
            "path": problem.path,
            "severity": problem.severity.name(),
        })
    });
    as_multiset(&Value::Array(problems.collect()))
}

fn as_multiset(problems: &Value) -> Value {
    let mut problems = problems.as_array().cloned().unwrap_or_default();
    problems.sort_by_key(ToString::to_string);
    Value::Array(problems)
}

fn steps(plan: &Plan) -> Value {
    let changes = plan.steps.iter().filter(|step| step.action != Action::NoChange);
    changes.map(|step| json!({"action": step.action.name(), "id": step.address.as_str()})).collect()
}

fn summary(plan: &Plan) -> Value {
    let summary = plan.summary;
    json!({
        "create": summary.create,
        "update": summary.update,
        "destroy": summary.destroy,
        "unchanged": summary.unchanged,
    })
}

/// Per updated resource: which top-level attributes differ, and how.
fn attribute_changes(plan: &Plan) -> Map<String, Value> {
    let mut changes = Map::new();
    for step in plan.steps.iter().filter(|step| step.action == Action::Update) {
        let kinds = step.attributes.iter().map(|change| (change.path.as_str(), change.kind().name()));
        changes.insert(step.address.to_string(), json!(kinds.collect::<BTreeMap<_, _>>()));
    }
    changes
}

fn checksums(analysis: &Analysis) -> Option<BTreeMap<String, String>> {
    let desired = analysis.desired.as_ref()?;
    let checksum = |resource: &Arc<Resource>| (resource.address.to_string(), resource.checksum().to_owned());
    Some(desired.resources.iter().map(checksum).collect())
}
