//! Any text as a configuration, with and without a state: no panic; fixes apply; reading again after
//! an edit gives what reading anew gives.
#![no_main]

use blockwright::plan::json::plan_json;
use blockwright::plan::terraform::terraform_json;
use blockwright::plan::{Colour, render, text};
use blockwright::source::Source;
use blockwright::text::{TextEdit, apply_edits};
use blockwright::workspace::{Memory, Workspace, analyze, analyze_again};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, u16)| {
    let (project, insert, at) = input;
    let mut workspace = Workspace {
        files: vec![Source::new("project.yml", project)],
        environment: "dev".into(),
        secrets: ["S".to_owned()].into(),
        variables: [("V".to_owned(), insert.to_owned())].into(),
        ..Workspace::default()
    };
    let mut memory = Memory::default();
    let analysis = analyze_again(&workspace, &mut memory);
    for problem in analysis.problems.iter() {
        let Some(fix) = &problem.fix else { continue };
        let edits: Vec<TextEdit> = fix.edits.iter().map(|edit| edit.edit.clone()).collect();
        apply_edits(&workspace.files[0].text, &edits).expect("a fix applies");
    }
    if let Some(plan) = &analysis.plan {
        let time = "2026-01-01T00:00:00Z";
        let _ = (plan_json(plan, time), terraform_json(plan, time));
        let _ = (render::plan_text(plan, Colour::Off), text::reference_text(plan, Colour::Off));
    }
    let old = workspace.files[0].text.clone();
    let at = old.char_indices().map(|(at, _)| at).nth(usize::from(at)).unwrap_or(old.len());
    let new = format!("{}{insert}{}", &old[..at], &old[at..]);
    workspace.files[0] = workspace.files[0].with_text(&new);
    assert_eq!(analyze_again(&workspace, &mut memory), analyze(&workspace));
});
