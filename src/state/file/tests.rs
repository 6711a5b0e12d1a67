//! Reading and writing state files.

mod refusals;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

/// A state of one project, in the bytes that Python's `json.dumps(state, indent=2)` prints.
const STATE: &str = r#"{
  "version": 1,
  "serial": 3,
  "lineage": null,
  "environment": "dev",
  "updated_at": "2025-06-01T09:00:00.000001",
  "resources": {
    "project.P": {
      "resource_type": "project",
      "resource_id": "project.P",
      "attributes": {
        "projectKey": "P",
        "name": "Caf\u00e9 \ud83e\udd56",
        "description": "",
        "settings": {
          "a": [],
          "b": {},
          "c": [
            1,
            1.0,
            1e-05,
            {
              "d": null
            }
          ]
        }
      },
      "metadata": {
        "deployed_at": "2025-06-01T09:00:00",
        "deployed_by": "config",
        "dataiku_internal_id": null,
        "checksum": "b31f744acfe7216eba99df68118735ea8f9de1d8ac6a67fe85359b13a858fe18",
        "lifecycle": {
          "prevent_destroy": true,
          "ignore_changes": [
            "settings.a"
          ]
        },
        "order": [
          0,
          1
        ]
      },
      "note": "kept"
    },
    "dataset.P.A": {
      "resource_type": "dataset",
      "resource_id": "dataset.P.A",
      "attributes": {},
      "metadata": {
        "deployed_at": "2025-06-01T09:00:00Z",
        "deployed_by": "system",
        "dataiku_internal_id": "A",
        "checksum": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
      }
    }
  },
  "written_by": "a later release"
}"#;

fn report(text: &str) -> String {
    let problems = load(text, "dev").problems;
    problems.iter().map(|problem| problem.to_string() + "\n").collect()
}

/// Replaces `from` in the state by `to` and compares the problems.
fn check(from: &str, to: &str, expected: Expect) {
    assert!(STATE.contains(from), "{from}");
    expected.assert_eq(&report(&STATE.replacen(from, to, 1)));
}

#[test]
fn a_file_is_saved_with_the_bytes_it_was_read_from() {
    let loaded = load(STATE, "dev");
    assert_eq!(loaded.problems, []);
    let state = loaded.state.unwrap();
    assert_eq!(save(&state), STATE);
    assert_eq!(load(&format!("\u{feff}{STATE}"), "dev").state, Some(state));
}

#[test]
fn every_member_is_read() {
    let state = load(STATE, "dev").state.unwrap();
    assert_eq!((state.serial, &*state.environment, state.lineage.as_deref()), (3, "dev", None));
    let addresses: Vec<&str> = state.resources.iter().map(|resource| resource.address.as_str()).collect();
    assert_eq!(addresses, ["project.P", "dataset.P.A"]);
    let project = &state.resources[0];
    assert_eq!(project.attributes()["name"], "Café 🥖");
    assert!(project.metadata.lifecycle.prevent_destroy);
    assert_eq!(project.metadata.lifecycle.ignore_changes, ["settings.a"]);
    assert_eq!(state.resources[1].metadata.dataiku_internal_id.as_deref(), Some("A"));
}

#[test]
fn an_empty_state_has_the_form_of_the_reference() {
    let state =
        State { environment: "prod".into(), updated_at: "2025-06-01T09:00:00Z".into(), ..State::default() };
    expect![[r#"
        {
          "version": 1,
          "serial": 0,
          "lineage": null,
          "environment": "prod",
          "updated_at": "2025-06-01T09:00:00Z",
          "resources": {}
        }"#]]
    .assert_eq(&save(&state));
}

#[test]
fn a_wrong_checksum_does_not_forbid_the_state_and_is_put_right() {
    let loaded = load(&STATE.replacen("\"checksum\": \"b31f7", "\"checksum\": \"zzzzz", 1), "dev");
    assert_eq!(save(&loaded.state.unwrap()), STATE);
}

#[test]
fn a_missing_checksum_is_computed() {
    let text = STATE.replacen(
        ",\n        \"checksum\": \"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"",
        "",
        1,
    );
    let loaded = load(&text, "dev");
    assert_eq!((loaded.problems.len(), save(&loaded.state.unwrap())), (0, STATE.to_owned()));
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(cut in 0..STATE.len(), insert in "[\\[\\]{}\",:0-9a-z ]{0,3}", skip in 0_usize..4) {
        let rest = STATE.get(cut + skip..).unwrap_or_default();
        let text = format!("{}{insert}{rest}", STATE.get(..cut).unwrap_or_default());
        let loaded = load(&text, "dev");
        let has_error = loaded.problems.iter().any(|problem| problem.severity == Severity::Error);
        prop_assert_eq!(loaded.state.is_none(), has_error);
        if let Some(state) = loaded.state {
            prop_assert_eq!(load(&save(&state), "dev").state, Some(state));
        }
    }
}
