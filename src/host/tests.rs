//! What is read of `config.json`, and what is said of the rest.

use super::*;

fn read(text: &str) -> Host {
    Host::read(text, &Origin::parse("https://blocks.example.com").unwrap())
}

fn told(host: &Host) -> Vec<String> {
    host.remarks.iter().map(|remark| format!("{}: {}", remark.path, remark.message)).collect()
}

/// The only remark on a file.
fn remark(text: &str) -> String {
    let told = told(&read(text));
    assert_eq!(told.len(), 1, "{text}: {told:?}");
    told.concat()
}

#[test]
fn a_full_file_is_read() {
    let host = read(
        r#"{
            "$schema": "docs/config.schema.json",
            "version": 1,
            "instances": [
                {"name": "Design", "kind": "proxy", "notes": "Ask the platform team for a key."},
                {"name": "Automation", "kind": "cors", "url": "https://dss-api.example.com/",
                 "prefix": "/public/api/", "bearer": true}
            ],
            "registries": [{"key": "TEAM_BLOCKS", "url": "https://blocks.example.com/"}],
            "defaults": {"environment": "dev", "strict": false, "idle_minutes": 5}
        }"#,
    );
    assert_eq!(told(&host), Vec::<String>::new());
    let [design, automation] = &host.instances[..] else { panic!("{:?}", host.instances) };
    assert_eq!((&*design.name, design.way, design.scheme), ("Design", Way::Proxy, Scheme::Basic));
    assert_eq!(design.endpoint.to_string(), "https://blocks.example.com/dip/publicapi");
    assert_eq!(&*design.notes, "Ask the platform team for a key.");
    assert_eq!(
        (&*automation.name, automation.way, automation.scheme),
        ("Automation", Way::Cors, Scheme::Bearer)
    );
    assert_eq!(automation.endpoint.to_string(), "https://dss-api.example.com/public/api");
    let place = RegistryPlace { key: "TEAM_BLOCKS".into(), url: "https://blocks.example.com/".into() };
    assert_eq!(host.registries, [place]);
    assert_eq!(host.defaults, Defaults { environment: "dev".into(), strict: false, idle_minutes: 5 });
}

#[test]
fn the_shipped_file_offers_the_demo_alone() {
    assert_eq!(read(include_str!("../../public/config.json")), Host::default());
}

#[test]
fn what_cannot_be_used_is_left_out_and_told() {
    for (text, expected) in [
        ("", ": it is empty, so nothing of it was used"),
        ("<!doctype html>", ": it is a web page and no JSON"),
        ("{oops", ": it is no JSON: "),
        ("[]", ": it is no JSON object, so nothing of it was used"),
        (r#"{"version": 2}"#, "version: should be 1"),
        (r#"{"instanses": []}"#, "instanses: is not known and was left out; there are "),
        (r#"{"instances": {}}"#, "instances: should be a list and was left out"),
        (r#"{"instances": [7]}"#, "instances[0]: should be an object and was left out"),
        (r#"{"instances": [{"kind": "proxy"}]}"#, "instances[0].name: should have 1 to 100 characters"),
        (r#"{"instances": [{"name": "A"}]}"#, "instances[0].kind: should be proxy or cors"),
        (
            r#"{"instances": [{"name": "A", "kind": "cors"}]}"#,
            "instances[0].url: cannot be used, so the instance was left out. Type the address",
        ),
        (r#"{"instances": [{"name": "A", "kind": "cors", "url": "http://dss"}]}"#, "This page came by https"),
        (
            r#"{"instances": [{"name": "A", "kind": "proxy", "prefix": "dip"}]}"#,
            "instances[0].prefix: should be a path",
        ),
        (
            r#"{"instances": [{"name": "A", "kind": "proxy", "url": "https://x"}]}"#,
            "means nothing for a proxy",
        ),
        (
            r#"{"instances": [{"name": "A", "kind": "proxy"}, {"name": "A", "kind": "proxy"}]}"#,
            "instances: name A twice; the later one was left out",
        ),
        (r#"{"instances": [{"name": "A", "kind": "cors", "url": "https://a/b"}]}"#, "Leave away the path"),
        (r#"{"registries": [{"key": "team", "url": "x/"}]}"#, "registries[0].key: should be an id"),
        (r#"{"registries": [{"key": "TEAM"}]}"#, "registries[0].url: is missing"),
        (
            r#"{"defaults": {"idle_minutes": 0}}"#,
            "defaults.idle_minutes: should be a whole number from 1 to 480",
        ),
        (r#"{"defaults": {"idle_minutes": 1e300}}"#, "defaults.idle_minutes: should be a whole number"),
        (r#"{"defaults": {"strict": "no"}}"#, "defaults.strict: should be true or false"),
        (r#"{"defaults": {"environment": " "}}"#, "defaults.environment: should have 1 to 100 characters"),
    ] {
        let told = remark(text);
        assert!(told.contains(expected), "{text}: {told}");
    }
}

#[test]
fn a_secret_is_neither_read_nor_quoted() {
    for key in ["api_key", "apiKey", "password", "bearer_token"] {
        let told =
            remark(&format!(r#"{{"instances": [{{"name": "A", "kind": "proxy", "{key}": "HUNTER2"}}]}}"#));
        assert!(told.contains("the file is public") && !told.contains("HUNTER2"), "{told}");
    }
}

#[test]
fn a_key_in_an_address_is_not_quoted() {
    let told = remark(r#"{"instances": [{"name": "A", "kind": "cors", "url": "https://HUNTER2@dss"}]}"#);
    assert!(told.contains("Leave away the user name") && !told.contains("HUNTER2"), "{told}");
}

#[test]
fn what_is_broken_costs_nothing_else() {
    let host = read(
        r#"{"instances": [{"name": "Bad"}, {"name": "Good", "kind": "proxy"}], "defaults": {"strict": 1, "idle_minutes": 9}}"#,
    );
    assert_eq!(host.instances.len(), 1);
    assert_eq!(host.defaults, Defaults { idle_minutes: 9, ..Defaults::default() });
    assert_eq!(host.remarks.len(), 2);
}

#[test]
fn a_file_has_caps() {
    let long = format!(r#"{{"version": 1, "x": "{}"}}"#, " ".repeat(MAX_BYTES));
    assert!(remark(&long).contains("at most 65536 are read"));
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(remark(&deep).contains("it is no JSON"));
    let instances: Vec<_> =
        (0..60).map(|number| format!(r#"{{"name": "{number}", "kind": "proxy"}}"#)).collect();
    let host = read(&format!(r#"{{"instances": [{}]}}"#, instances.join(",")));
    assert_eq!((host.instances.len(), host.remarks.len()), (MAX_ENTRIES, 1));
    let keys: Vec<_> = (0..1_000).map(|number| format!(r#""k{number}": 0"#)).collect();
    assert_eq!(read(&format!("{{{}}}", keys.join(","))).remarks.len(), 5);
}

#[test]
fn misleading_names_are_shown_as_they_are() {
    let host = read(r#"{"instances": [{"name": "De\u202esign", "kind": "proxy"}]}"#);
    assert_eq!(&*host.instances[0].name, "De\\u{202e}sign");
}

#[test]
fn the_schema_has_the_keys_and_caps_of_the_reader() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/config.schema.json")).unwrap();
    let keys = |pointer: &str| -> Vec<String> {
        schema.pointer(pointer).and_then(Value::as_object).unwrap().keys().cloned().collect()
    };
    let sorted = |known: &[&str]| {
        let mut known: Vec<String> = known.iter().map(|key| (*key).to_owned()).collect();
        known.sort();
        known
    };
    let properties = "/properties";
    assert_eq!(keys(properties), sorted(known::FILE));
    assert_eq!(keys("/properties/instances/items/properties"), sorted(known::INSTANCE));
    assert_eq!(keys("/properties/registries/items/properties"), sorted(known::REGISTRY));
    assert_eq!(keys("/properties/defaults/properties"), sorted(known::DEFAULTS));
    let number = |pointer: &str| schema.pointer(pointer).and_then(Value::as_u64).unwrap();
    assert_eq!(number("/properties/instances/maxItems"), MAX_ENTRIES as u64);
    assert_eq!(number("/properties/defaults/properties/idle_minutes/maximum"), u64::from(MAX_IDLE_MINUTES));
    assert_eq!(number("/properties/defaults/properties/idle_minutes/default"), u64::from(IDLE_MINUTES));
}

#[test]
fn a_host_says_what_it_asks_of_plans() {
    use crate::policy::Weight;
    let host = read(
        r#"{"policies": {"rules": {"POL001": "warning", "POL005": "off", "POL099": "error", "POL002": "loud"},
            "max_deletes": 3, "max_changes": "many", "connections": {"prod": ["wh_prod"], "dev": "wh_dev"},
            "protected": ["BLOCKS_REGISTRY/CHURN_PREDICTION"], "max_delete": 1}}"#,
    );
    let policies = &host.policies;
    let weights: Vec<_> = policies.weights.iter().map(|(id, weight)| (id.as_str(), *weight)).collect();
    assert_eq!(weights, [("POL001", Weight::Warning), ("POL005", Weight::Off)]);
    assert_eq!((policies.max_deletes, policies.max_changes), (3, 200));
    assert!(policies.connections["prod"].contains("wh_prod"));
    assert!(policies.connections["dev"].is_empty(), "a list that cannot be read allows nothing");
    assert!(policies.protected.contains("BLOCKS_REGISTRY/CHURN_PREDICTION"));
    let told: String = host.remarks.iter().map(|remark| format!("{remark:?}\n")).collect();
    for path in ["rules.POL099", "rules.POL002", "max_changes", "connections.dev", "max_delete"] {
        assert!(told.contains(path), "{path} in {told}");
    }
}
