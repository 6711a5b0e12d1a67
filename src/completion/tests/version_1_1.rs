//! What version 1.1 of the format brings.

use super::*;

/// The labels offered in a project of version 1.1 with a zone and a folder.
fn labels_1_1(text: &str) -> String {
    let head = "version: '1.1'\nproject: {key: P, name: Pea}\nzones: [{name: Raw data}, {name: 'No: 1'}]\nfolders: [{name: files}]\n";
    let text = format!("{head}{text}");
    let offset = u32::try_from(text.find('¦').unwrap()).unwrap();
    let files = vec![
        Source::new("project.yml", &text.replace('¦', "")),
        Source::new("code/clean.py", ""),
        Source::new("datasets/all.yml", DATASETS),
    ];
    let workspace = Workspace { files, environment: "dev".into(), ..Workspace::default() };
    let analysis = analyze(&workspace);
    let choices = complete(&workspace, &analysis, FileId(0), offset);
    let shown = choices.iter().map(|choice| {
        let same = choice.label == choice.edit.insert || choice.kind != Kind::Word;
        if same { choice.label.clone() } else { format!("{}={}", choice.label, choice.edit.insert) }
    });
    shown.collect::<Vec<_>>().join(" | ")
}

#[test]
fn version_1_1_brings_its_keys_zones_and_code_files() {
    let cases = [
        "¦",
        "recipes:\n  - name: r\n    ¦\n",
        "recipes:\n  - name: r\n    zone: R¦\n",
        "recipes:\n  - {name: r, zone: ¦}\n",
        "recipes:\n  - name: r\n    code_file: ¦\n",
        "recipes:\n  - name: r\n    inputs: [¦]\n",
        "scenarios:\n  - name: s\n    type: ¦\n",
        "scenarios:\n  - ¦\n",
        "zones:\n  - name: ¦\n",
    ];
    let lines: Vec<String> = cases.iter().map(|text| format!("{}\n", labels_1_1(text))).collect();
    expect![[r#"
        metadata | datasets | recipes | blocks | solutions | conventions | models | scenarios | policies
        type | inputs | outputs | params | code | lifecycle | code_file | zone | description | tags | dss
        Raw data | No: 1="No: 1"
        Raw data | No: 1="No: 1"
        code/clean.py
        files | BEST | CLEAN | RAW
        step_based | custom_python
        new scenario | name | type | active | params | code_file | dss

    "#]]
    .assert_eq(&lines.concat());
}

#[test]
fn zones_are_explained_with_what_stands_in_them() {
    let text = "version: '1.1'\nproject: {key: P, name: Pea}\nzones: [{name: Raw data, color: '#2ab1ac'}]\ndatasets: [{name: A, type: s3, zone: Raw data}, {name: B, type: s3, zone: Raw data}]\nfolders: [{name: files, type: S3, connection: lake}]\n";
    let workspace = Workspace { files: vec![Source::new("project.yml", text)], ..Workspace::default() };
    let analysis = analyze(&workspace);
    let told = |part: &str| {
        let offset = u32::try_from(text.find(part).unwrap() + part.len()).unwrap();
        let found = explain(&workspace, &analysis, FileId(0), offset).unwrap();
        format!("{}: {} | {}", found.range.of(text), found.title, found.text.join(" | "))
    };
    assert_eq!(told("zone: Raw"), "Raw data: zone Raw data | Colour #2ab1ac. | In it: 2 datasets.");
    assert_eq!(told("{name: Raw"), "Raw data: zone Raw data | Colour #2ab1ac. | In it: 2 datasets.");
    assert_eq!(
        told("{name: fil"),
        "files: folder files | S3 through lake | No recipe writes it. | No recipe reads it."
    );
}
