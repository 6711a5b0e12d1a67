//! Properties of small projects, as lines that a panel would show, and what typing into them sets.

mod offers;

use expect_test::{Expect, expect};
use serde_json::json;

use super::extension::Part;
use super::row::read;
use super::*;
use crate::registry::tests::demo_alone;
use crate::source::Source;
use crate::workspace::{Workspace, analyze};

struct Project {
    workspace: Workspace,
    analysis: Analysis,
    diagram: Diagram,
    marks: Marks,
}

impl Project {
    fn new(text: &str) -> Self {
        let workspace = Workspace {
            files: vec![Source::new("project.yml", &format!("project: {{key: P, name: Pea}}\n{text}"))],
            environment: "dev".into(),
            registries: demo_alone(),
            ..Workspace::default()
        };
        let analysis = analyze(&workspace);
        let diagram = Diagram::new(&analysis.config, &analysis.composition);
        let marks = Marks::new(&diagram, &analysis);
        Self { workspace, analysis, diagram, marks }
    }

    fn of(&self, id: &str) -> Properties {
        let basis = Basis { diagram: &self.diagram, analysis: &self.analysis, marks: &self.marks };
        Properties::new(basis, &id.into()).unwrap()
    }

    fn rules(&self, problems: &[usize]) -> String {
        let rules = problems.iter().map(|problem| format!(" !{}", self.analysis.problems[*problem].rule.id));
        rules.collect()
    }

    fn check(&self, id: &str, expected: &Expect) {
        let found = self.of(id);
        let mut lines =
            vec![format!("{} {} {}{}", found.noun, found.name, found.label, self.rules(&found.problems))];
        for port in found.inputs.iter().chain(&found.outputs) {
            let object = port.object.as_deref().unwrap_or("-");
            let wired: Vec<&str> = port.links.iter().map(|link| link.words.as_str()).collect();
            lines.push(format!(
                "{:?} {} {object} {wired:?} {:?}{}",
                port.side,
                port.name,
                port.loose,
                self.rules(&port.problems)
            ));
        }
        for extension in &found.extensions {
            lines.push(format!(
                "extension {} with [{}] class [{}] {}{}",
                extension.recipe,
                extension.override_with,
                extension.use_class,
                extension.class_config,
                self.rules(&extension.problems)
            ));
        }
        for group in &found.groups {
            lines.push(format!("# {}", group.title));
            for row in &group.rows {
                let removable = if row.removal.is_some() { "" } else { " (stays)" };
                lines.push(format!(
                    "{} {:?} [{}] {}{removable}{}",
                    row.name,
                    row.kind,
                    row.text,
                    row.usual,
                    self.rules(&row.problems)
                ));
            }
        }
        expected.assert_eq(&lines.join("\n"));
    }
}

const CHAIN: &str = "blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs: {RAW_VIBRATION: READINGS, GONE: READINGS}
    outputs: {CLEAN_VIBRATION: CLEAN}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@^1.0.0
    instance_name: features
    inputs: {CLEAN_VIBRATION: CLEAN}
datasets:
  - name: READINGS
    type: snowflake
    connection: \"{{ env.WAREHOUSE }}\"
    params: {table: readings, limit: 5, deep: {a: [1, two]}}
    schema:
      columns:
        - {name: unit, type: string}
    description: |
      Two
      lines
    lifecycle: {prevent_destroy: true}
recipes:
  - name: daily
    type: sql
    inputs: [READINGS, NOBODY]
    outputs: [DAILY]
    code: select 1
";

#[test]
fn a_block_is_shown_with_its_ports_and_settings() {
    let project = Project::new(CHAIN);
    project.check(
        "cleaning",
        &expect![[r#"
        block cleaning SENSOR_DATA_CLEANING@1.0.0
        Input RAW_VIBRATION READINGS ["READINGS"] [] !SCH-001 !SCH-001 !SCH-001 !SCH-001
        Input GONE READINGS ["READINGS"] [] !BLK-012
        Output CLEAN_VIBRATION CLEAN ["features.CLEAN_VIBRATION"] []
        # Settings
        zone_name Text [] sensor_data_cleaning_zone (stays)
        # Lifecycle
        prevent_destroy Flag []  (stays)
        ignore_changes Value [] [params.table] (stays)"#]],
    );
    let block = project.of("features").block.unwrap();
    assert_eq!((&*block.version, block.pinned.unwrap().version.to_string()), ("^1.0.0", "1.2.0".to_owned()));
}

#[test]
fn a_block_whose_entry_has_errors_was_not_looked_up() {
    let of = |extra: &str| {
        let block = "  - {ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0, instance_name: cleaning";
        let text = format!("version: '1.0'\nproject: {{key: P, name: Pea}}\nblocks:\n{block}{extra}}}\n");
        Project::new(&text).of("cleaning").block.unwrap()
    };
    assert!(of("").pinned.is_some() && of("").lack.is_none());
    let faulty = of(", extends: {a: 1}");
    assert_eq!((faulty.pinned, faulty.lack), (None, Some(crate::composition::Lack::Faulty)));
}

#[test]
fn a_dataset_is_shown_as_it_is_written() {
    Project::new(CHAIN).check(
        "dataset.READINGS",
        &expect![[r#"
        dataset READINGS snowflake
        Input in READINGS [] []
        Output out READINGS ["cleaning.RAW_VIBRATION", "cleaning.GONE", "daily"] []
        # Settings
        type Text [snowflake]  (stays)
        connection Text [{{ env.WAREHOUSE }}]  !REF005
        format_type Text []  (stays)
        description Lines [Two
        lines
        ]  !SCH009
        # Parameters
        table Value [readings] 
        limit Value [5] 
        deep Value [{a: [1, two]}] 
        # Schema
        unit Value [{name: unit, type: string}]  !NAM004
        # Lifecycle
        prevent_destroy Flag [true] 
        ignore_changes Value [] [params.table] (stays)"#]],
    );
}

#[test]
fn a_recipe_tells_names_that_nothing_on_the_canvas_has() {
    Project::new(CHAIN).check(
        "recipe.daily",
        &expect![[r#"
        recipe daily sql
        Input in - ["READINGS"] ["NOBODY"] !REF001
        Output out - [] ["DAILY"] !REF002
        # Settings
        type Text [sql]  (stays)
        # Parameters
        # Lifecycle
        prevent_destroy Flag []  (stays)
        ignore_changes Value [] [params.table] (stays)"#]],
    );
}

#[test]
fn the_last_value_takes_its_mapping_along() {
    let found = Project::new(CHAIN).of("dataset.READINGS");
    let row = |title: &str, name: &str| {
        let group = found.groups.iter().find(|group| group.title == title).unwrap();
        group.rows.iter().find(|row| &*row.name == name).unwrap().removal.clone().unwrap()
    };
    assert_eq!(row("Lifecycle", "prevent_destroy"), [entry::key("lifecycle")]);
    assert_eq!(row("Parameters", "table"), [entry::key("params"), entry::key("table")]);
}

#[test]
fn what_is_typed_is_one_value_of_yaml() {
    for (typed, value) in [
        ("5", json!(5)),
        (" true ", json!(true)),
        ("\"5\"", json!("5")),
        ("two words", json!("two words")),
        ("{a: [1, two]}", json!({"a": [1, "two"]})),
        ("{{ env.SCHEMA }}_RAW", json!("{{ env.SCHEMA }}_RAW")),
    ] {
        assert_eq!(read(typed), Ok(value), "{typed}");
    }
    for typed in ["{a: 1", "a: b", "1\nother: 2", "*gone", "[1"] {
        assert!(read(typed).is_err(), "{typed}");
    }
}

#[test]
fn what_a_row_shows_reads_as_what_is_written() {
    let project = Project::new(CHAIN);
    let found = project.of("dataset.READINGS");
    let entry = entry::Entry::new(&project.analysis, project.diagram.node(&found.id).unwrap()).unwrap();
    for row in found.groups.iter().flat_map(|group| &group.rows) {
        let written = entry.value(&row.path).map(super::super::yaml::node::Node::to_value);
        assert_eq!(row.read(&row.text), Ok(written), "{}", row.name);
    }
}

#[test]
fn values_and_columns_are_added() {
    let found = Project::new(CHAIN).of("dataset.READINGS");
    let added = |title: &str, name: &str, typed: &str| {
        let group = found.groups.iter().find(|group| group.title == title).unwrap();
        group.added(name, typed).map(|(path, value)| format!("{path:?} {value}"))
    };
    assert_eq!(
        added("Schema", "day", "date").unwrap(),
        r#"[Key("schema"), Key("columns"), Index(1)] {"name":"day","type":"date"}"#
    );
    assert_eq!(added("Parameters", "mode", "5").unwrap(), r#"[Key("params"), Key("mode")] 5"#);
    assert_eq!(added("Parameters", "table", "x").unwrap_err(), "table is there already.");
    assert_eq!(added("Lifecycle", "a", "1").unwrap_err(), "Nothing can be added here.");
    assert!(added("Settings", " ", "1").is_err() && added("Settings", "tags", "").is_err());
}

#[test]
fn extensions_are_set_changed_and_taken_away() {
    let text = "blocks:
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0
    instance_name: anomalies
    extends:
      - {recipe: other, override_with: mine}
";
    let project = Project::new(text);
    project.check(
        "anomalies",
        &expect![[r#"
        block anomalies EQUIPMENT_ANOMALY_DETECTION@1.0.0 !BLK-024
        Input FEATURES - [] [] !BLK-011
        Output ANOMALIES ANOMALIES__ANOMALIES [] []
        extension score_isolation_forest with [] class [] 
        extension other with [mine] class []  !EXT-001
        # Settings
        zone_name Text [] equipment_anomaly_detection_zone (stays)
        # Lifecycle
        prevent_destroy Flag []  (stays)
        ignore_changes Value [] [params.table] (stays)"#]],
    );
    let found = project.of("anomalies").extensions;
    let with = |at: usize, part: Part, typed: &str| {
        found[at].with(part, typed).map(|(path, value)| {
            format!("{path:?} {}", value.map_or("removed".to_owned(), |value| value.to_string()))
        })
    };
    expect![[
        r#"[Key("extends"), Index(1)] {"recipe":"score_isolation_forest","use_class":"custom.Scorer"}"#
    ]]
    .assert_eq(&with(0, Part::Class, "custom.Scorer").unwrap());
    assert_eq!(with(1, Part::Override, "").unwrap(), r#"[Key("extends"), Index(0)] removed"#);
    assert_eq!(
        with(1, Part::Override, "yours").unwrap(),
        r#"[Key("extends"), Index(0), Key("override_with")] "yours""#
    );
    assert_eq!(
        with(1, Part::Class, "a.B").unwrap(),
        r#"[Key("extends"), Index(0)] {"recipe":"other","use_class":"a.B"}"#
    );
    assert!(with(0, Part::ClassConfig, "{a: 1}").is_err());
    assert!(with(1, Part::ClassConfig, "[1]").is_err());
}
