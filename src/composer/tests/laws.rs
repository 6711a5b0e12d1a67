//! What holds for whatever is composed.

use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::diagnostic::Severity;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

/// Whatever is composed, the configuration parses, has no error and can be planned (spec 4.8).
#[test]
fn every_configuration_is_valid() {
    let registries = demo_alone();
    let catalog = Catalog::new(&registries);
    let mut texts: Vec<String> = Vec::new();
    for cases in [
        include_str!("../../../tests/cases/intents.json"),
        include_str!("../../../tests/cases/paraphrases.json"),
    ] {
        let cases: Value = serde_json::from_str(cases).unwrap();
        texts.extend(
            cases["cases"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|case| case["text"].as_str())
                .map(str::to_owned),
        );
    }
    // Chains of three wishes that do not belong together are the hard ones.
    let chains: Vec<String> = (0..texts.len())
        .map(|place| [0, 7, 31].map(|step| texts[(place + step) % texts.len()].as_str()).join("; "))
        .collect();
    let mut composed = 0;
    for text in texts.iter().chain(&chains) {
        let request =
            Request { intent: Some(text.clone()), target_project_key: "LAW".into(), ..Request::default() };
        let response = compose(&catalog, &request);
        if !response.success {
            continue;
        }
        composed += 1;
        let workspace = Workspace {
            files: vec![Source::new("project.yml", &response.config)],
            environment: "dev".into(),
            registries: Arc::clone(&registries),
            ..Workspace::default()
        };
        let analysis = analyze(&workspace);
        let errors = analysis.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let errors: Vec<&str> = errors.map(|problem| problem.message.as_str()).collect();
        assert!(errors.is_empty() && analysis.plan.is_some(), "{text}: {errors:?}\n{}", response.config);
    }
    assert!(composed > 200, "{composed} of {} wishes were composed", texts.len() + chains.len());
}
