//! The sample of five blocks and 49 resources as links.

use std::sync::Arc;

use super::*;
use crate::envelope::{Carrier, Kind, envelope, open};
use crate::plan::json::{plan_digest, plan_value};
use crate::registry::Registries;
use crate::registry::tests::demo_alone;
use crate::workspace::{Analysis, analyze};

const PROJECT: &str = include_str!("../../tests/plan_link/sample/project.yml");

fn inputs(text: &str, registries: &Arc<Registries>) -> Workspace {
    let files = [
        ("project.yml", text),
        ("canvas.json", include_str!("../../tests/plan_link/sample/canvas.json")),
        ("environments/prod.yml", include_str!("../../tests/plan_link/sample/prod.yml")),
    ];
    Workspace {
        files: files.map(|(path, text)| Source::new(path, text)).to_vec(),
        environment: "prod".to_owned(),
        strict: true,
        registries: Arc::clone(registries),
        ..Workspace::default()
    }
}

/// The sample of `canvas.md` 4.3.
pub(crate) fn sample(registries: &Arc<Registries>) -> Workspace {
    let state = include_str!("../../tests/plan_link/sample/prod.state.json");
    Workspace { state: Some(state.into()), ..inputs(PROJECT, registries) }
}

pub(crate) fn analysis_of(workspace: &Workspace) -> Analysis {
    let analysis = analyze(workspace);
    assert!(analysis.valid, "{:#?}", analysis.problems);
    analysis
}

#[test]
fn the_sample_fits_the_budgets() {
    let workspace = sample(&demo_alone());
    let analysis = analysis_of(&workspace);
    let plan = analysis.plan.as_ref().unwrap();
    let expected = Summary { create: 44, update: 3, destroy: 1, unchanged: 1 };
    assert_eq!((plan.summary, plan.steps.len()), (expected, 49));
    let whole = |kind, payload: &Value, most: usize| {
        let (text, digest) = envelope(kind, payload).unwrap();
        let address = format!("https://flows.example.com/#{text}");
        assert!(address.len() <= most, "{} characters, at most {most}", address.len());
        let link = read_envelope(open(&text, Carrier::Link).unwrap()).unwrap();
        assert_eq!((link.digest, link.plan_digest()), (digest, plan_digest(plan).as_str()));
        (link, address.len())
    };
    let made = source(&workspace, &analysis, &Cover::default(), Carry::State).unwrap();
    let (link, length) = whole(Kind::Source, &made, 1_100);
    let Content::Source(source) = link.content else { panic!("a source") };
    assert!(source.base.is_some_and(|base| base.resources.is_some()), "the state travels along");
    let made = full(&analysis, &Cover::default()).unwrap();
    assert!(made.get("plan").is_some(), "it is compact");
    let (link, full_length) = whole(Kind::Full, &made, 3_300);
    let Content::Full(shared) = link.content else { panic!("a plan") };
    assert_eq!(Value::Object(shared.plan), plan_value(plan));
    eprintln!("source {length}, full {full_length}");
}

#[test]
fn what_looks_like_a_credential_is_not_shared() {
    let mut workspace = sample(&demo_alone());
    let refused = |workspace: &Workspace, analysis: &Analysis| {
        source(workspace, analysis, &Cover::default(), Carry::State).unwrap_err().to_string()
    };
    let text = PROJECT.replace("table: vibration", "table: vibration, password: hunter2");
    workspace.files[0] = Source::new("project.yml", &text);
    let analysis = analyze(&workspace);
    let told = refused(&workspace, &analysis);
    assert!(
        told.contains("datasets[0].params.password in project.yml") && !told.contains("hunter2"),
        "{told}"
    );
    let told = full(&analysis, &Cover::default()).unwrap_err().to_string();
    assert!(told.contains(".after.params.password") && !told.contains("hunter2"), "{told}");
    let text = PROJECT.replace("table: vibration", "table: vibration, password: '{{ env.PW }}'");
    workspace.files[0] = Source::new("project.yml", &text);
    workspace.secrets = ["PW".to_owned()].into();
    let analysis = analyze(&workspace);
    let made = source(&workspace, &analysis, &Cover::default(), Carry::State).unwrap();
    assert!(made.to_string().contains("{{ env.PW }}"), "placeholders stay as they are");
    let note = Cover { note: "Log in with password: hunter2-and-more".into(), ..Cover::default() };
    let told = source(&workspace, &analysis, &note, Carry::State).unwrap_err();
    assert_eq!((&told, full(&analysis, &note).unwrap_err()), (&NotShared::Said(Typed::Note), told.clone()));
    assert!(told.to_string().starts_with("Nothing was shared: the note looks like"), "{told}");
}
