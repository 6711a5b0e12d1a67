//! Searching, filtering and fitting on the demo registry.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::facet::{FacetValue, Filters};
use super::fit::{Verdict, judge};
use super::search::{Found, Search};
use super::*;
use crate::block::PortKind;
use crate::catalog::wish::Wish;
use crate::lexicon::THRESHOLD;
use crate::registry::Registry;
use crate::registry::tests::demo;

fn catalog_of(registry: Registry) -> Catalog {
    let mut registries = Registries::default();
    registries.put(registry);
    Catalog::new(&registries)
}

fn catalog() -> Catalog {
    catalog_of(demo())
}

fn ids(catalog: &Catalog, found: &Found) -> Vec<String> {
    found.hits.iter().filter_map(|hit| catalog.card(hit.card)).map(|card| card.id.to_string()).collect()
}

fn first(catalog: &Catalog, text: &str) -> String {
    let found = catalog.search(&Search { text, limit: 1, ..Search::default() });
    ids(catalog, &found).pop().unwrap_or_default()
}

fn chosen(facet: Facet, values: &[&str]) -> Filters {
    Filters::from([(facet, values.iter().map(ToString::to_string).collect())])
}

#[test]
fn a_card_shows_the_newest_version_that_is_not_deprecated() {
    let catalog = catalog();
    assert_eq!(catalog.cards().len(), 35);
    let card = catalog.card(catalog.find("BLOCKS_REGISTRY", "COMPRESSOR_FEATURE_ENG").unwrap()).unwrap();
    assert_eq!(card.shown_reference(), "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@2.0.0");
    let others: Vec<String> = card.others.iter().map(|edition| edition.version.to_string()).collect();
    assert_eq!(others, ["1.2.0", "1.1.0", "1.0.0"]);
    let bearing =
        catalog.card(catalog.find("BLOCKS_REGISTRY", "BEARING_ENVELOPE_ANALYSIS").unwrap()).unwrap();
    assert!(!bearing.is_offered());

    let entry = |version: &str, deprecated: bool| {
        format!(r#"{{"block_id": "A", "version": "{version}", "deprecated": {deprecated}}}"#)
    };
    let index = format!(
        r#"{{"format_version": "1.0", "blocks": [{}, {}, {}]}}"#,
        entry("1.0.0", false),
        entry("1.10.0", false),
        entry("2.0.0", true)
    );
    let mut registry = Registry::new("R");
    registry.accept("index.json", &index).unwrap();
    assert_eq!(catalog_of(registry).cards()[0].shown_reference(), "R/A@1.10.0");
}

#[test]
fn every_field_is_searched() {
    let catalog = catalog();
    for (typed, expected) in [
        ("NEXT_BEST_OFFER", "NEXT_BEST_OFFER"),
        ("next best", "NEXT_BEST_OFFER"),
        ("kmeans", "CUSTOMER_SEGMENTATION"),
        ("impossible travel", "FRAUD_RULES_ENGINE"),
        ("raw_vibr", "SENSOR_DATA_CLEANING"),
        ("criticality", "MAINTENANCE_PRIORITISATION"),
        ("lead_time", "DEMAND_TO_ORDER_SOLUTION"),
        ("comprssor", "COMPRESSOR_FEATURE_ENG"),
        ("churn predcition", "CHURN_PREDICTION"),
        ("predicting churn", "CHURN_PREDICTION"),
        ("Déménd", "DEMAND_FORECASTING"),
        ("zzzz", ""),
    ] {
        assert_eq!(first(&catalog, typed), expected, "{typed}");
    }
}

#[test]
fn no_word_finds_all_and_some_words_find_what_has_most() {
    let catalog = catalog();
    let all = catalog.search(&Search { limit: 100, ..Search::default() });
    assert_eq!((all.total, all.is_partial, all.hits.len()), (35, false, 35));
    let some = catalog.search(&Search { text: "churn zzzz", limit: 3, ..Search::default() });
    assert!(some.is_partial && ids(&catalog, &some)[0].starts_with("CHURN"));
    let none = catalog.search(&Search { text: "churn", limit: 0, ..Search::default() });
    assert!(none.hits.is_empty() && none.total > 0);
}

#[test]
fn facets_count_what_the_other_facets_leave() {
    let catalog = catalog();
    let count = |found: &Found, facet: Facet| -> Vec<(String, usize)> {
        found.facets[&facet].iter().map(|FacetValue { value, count, .. }| (value.clone(), *count)).collect()
    };
    let of = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
        pairs.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    };
    let filters = chosen(Facet::Domain, &["fraud_detection"]);
    let found = catalog.search(&Search { filters, limit: 100, ..Search::default() });
    let expected = [
        ("predictive_maintenance", 12),
        ("customer_analytics", 9),
        ("fraud_detection", 7),
        ("supply_chain", 7),
    ];
    assert_eq!(count(&found, Facet::Domain), of(&expected), "its own choice does not count");
    assert_eq!(found.total, 7);
    assert_eq!(count(&found, Facet::Kind), of(&[("solution", 1), ("zone", 6)]));
    let levels = of(&[("sensor", 0), ("equipment", 0), ("process", 5), ("plant", 0), ("business", 2)]);
    assert_eq!(count(&found, Facet::Level), levels, "configured order, empty ones too");

    let both = chosen(Facet::Tag, &["fraud", "ml"]);
    let found = catalog.search(&Search { filters: both, limit: 100, ..Search::default() });
    assert_eq!(ids(&catalog, &found), ["FRAUD_SCORING"], "all tags are asked for");
    let either = chosen(Facet::Domain, &["fraud_detection", "supply_chain"]);
    assert_eq!(catalog.search(&Search { filters: either, limit: 100, ..Search::default() }).total, 14);
    let unknown = chosen(Facet::Owner, &["nobody"]);
    let found = catalog.search(&Search { filters: unknown, limit: 100, ..Search::default() });
    assert_eq!(found.total, 0);
    assert!(found.facets[&Facet::Owner].iter().any(|value| value.is_chosen && value.value == "nobody"));
}

#[test]
fn what_fits_a_port_is_found_in_both_directions() {
    let catalog = catalog();
    let card = |id: &str| catalog.card(catalog.find("BLOCKS_REGISTRY", id).unwrap()).unwrap();
    let fits = |plug: &Plug<'_>, direction| -> Vec<String> {
        let fits = catalog.fits(plug, direction);
        let name = |fit: &Fit| {
            format!(
                "{}{}",
                catalog.card(fit.card).unwrap().id,
                if fit.is_checked { "" } else { " unchecked" }
            )
        };
        fits.iter().map(name).collect()
    };
    let features = card("EQUIPMENT_ANOMALY_DETECTION").shown.input("FEATURES").unwrap();
    assert_eq!(fits(&catalog.plug(features), Direction::Producers), ["COMPRESSOR_FEATURE_ENG"]);
    let model = card("FAILURE_MODEL_TRAINING").shown.output("FAILURE_MODEL").unwrap();
    assert_eq!(fits(&catalog.plug(model), Direction::Consumers), ["FAILURE_MODEL_SCORING unchecked"]);
    let clean = card("SENSOR_DATA_CLEANING").shown.output("CLEAN_VIBRATION").unwrap();
    let consumers = fits(&catalog.plug(clean), Direction::Consumers);
    assert!(consumers.contains(&"PUMP_FEATURE_ENG".into()), "{consumers:?}");
    let unknown = Plug { name: "FAILURE_EVENTS", kind: PortKind::Dataset, columns: None };
    assert!(fits(&unknown, Direction::Consumers).contains(&"FAILURE_MODEL_TRAINING unchecked".into()));

    let fitting = catalog.fits(&catalog.plug(features), Direction::Producers);
    let found = catalog.search(&Search { fits: Some(&fitting), limit: 9, ..Search::default() });
    assert_eq!(ids(&catalog, &found), ["COMPRESSOR_FEATURE_ENG"]);
    assert!(found.hits[0].fit.as_ref().is_some_and(|fit| fit.is_checked));
    assert_eq!(
        catalog.search(&Search { text: "churn", fits: Some(&fitting), limit: 9, ..Search::default() }).total,
        0
    );
}

/// The index must give what judging every port of every block gives.
#[test]
fn fits_are_those_that_judging_every_pair_finds() {
    let catalog = catalog();
    let sockets = |is_output: bool| {
        let cards = (0_u32..).zip(catalog.cards());
        cards.flat_map(move |(place, card)| {
            let sockets = if is_output { &card.shown.outputs } else { &card.shown.inputs };
            sockets.iter().map(move |socket| (place, socket)).collect::<Vec<_>>()
        })
    };
    for (_, input) in sockets(false) {
        let plug = catalog.plug(input);
        let expected: BTreeSet<u32> = sockets(true)
            .filter(|(_, output)| judge(&catalog.plug(output), &plug, false).can_be())
            .map(|(place, _)| place)
            .collect();
        let found: BTreeSet<u32> =
            catalog.fits(&plug, Direction::Producers).iter().map(|fit| fit.card).collect();
        assert_eq!(found, expected, "producers of {}", input.name);
    }
    for (_, output) in sockets(true) {
        let plug = catalog.plug(output);
        let expected: BTreeSet<u32> = sockets(false)
            .filter(|(_, input)| judge(&plug, &catalog.plug(input), false).can_be())
            .map(|(place, _)| place)
            .collect();
        let found: BTreeSet<u32> =
            catalog.fits(&plug, Direction::Consumers).iter().map(|fit| fit.card).collect();
        assert_eq!(found, expected, "consumers of {}", output.name);
    }
}

#[test]
fn types_and_names_decide_where_schemas_are_unknown() {
    let plug = |name, kind| Plug { name, kind, columns: None };
    let data = PortKind::Dataset;
    assert_eq!(judge(&plug("ALERTS", data), &plug("EQUIPMENT_ALERTS", data), false), Verdict::Unchecked);
    assert_eq!(
        judge(&plug("ALERTS", data), &plug("PLANT_EQUIPMENT_ALERTS", data), false),
        Verdict::Unrelated
    );
    let other = judge(&plug("M", PortKind::Model), &plug("M", data), false);
    assert_eq!(other, Verdict::OtherKind(PortKind::Model, data));
}

#[test]
fn a_match_says_what_each_word_met() {
    let catalog = catalog();
    let wish = Wish::read("vendor risk from abnormaly xylophones");
    let best = catalog.ranked(&wish, &|_| true)[0].card;
    let told: Vec<String> = catalog
        .explain(&wish, best)
        .into_iter()
        .map(|reason| format!("{} {:?} {:?} {}", reason.token, reason.field, reason.word, reason.unknown))
        .collect();
    assert_eq!(
        told,
        [
            "vendor Some(Tags) Some(\"vendor\") false",
            "risk Some(Name) Some(\"risk\") false",
            "abnorma None None false",
            "xylophon None None true",
        ]
    );
}

#[test]
fn what_is_done_says_nothing_where_nobody_knows_what_it_is_done_to() {
    let catalog = catalog();
    let best =
        |text: &str| catalog.ranked(&Wish::read(text), &|_| true).first().map_or(0.0, |best| best.score);
    // The same word is enough beside one that is known, or alone.
    for (strange, known) in
        [("order a pizza", "order proposals"), ("rank movies", "rank assets"), ("train a dog", "train")]
    {
        assert!(best(strange) > 0.0 && best(strange) < THRESHOLD, "{strange}: {}", best(strange));
        assert!(best(known) >= THRESHOLD, "{known}: {}", best(known));
    }
    // A thing that is known is what the wish is about.
    assert!(best("churn dashboard") >= THRESHOLD);
}

#[test]
fn configured_keywords_count_where_no_block_has_the_word() {
    let mut registry = demo();
    let domains = r#"{"domains": [{"name": "fraud_detection", "keywords": ["phishing", "churn"]}]}"#;
    registry.accept("domain_config.json", domains).unwrap();
    let catalog = catalog_of(registry);
    let best = |text: &str| {
        let ranked = catalog.ranked(&Wish::read(text), &|_| true);
        ranked.first().and_then(|scored| catalog.card(scored.card)).map(|card| card.domain.to_string())
    };
    assert_eq!(best("phishing").as_deref(), Some("fraud_detection"));
    assert_eq!(best("churn").as_deref(), Some("customer_analytics"));
}

#[test]
fn a_broken_registry_takes_nothing_from_the_others() {
    let mut registries = Registries::default();
    registries.put(demo());
    let mut broken = Registry::new("A_BROKEN_ONE");
    broken.fail("index.json", "the host answered 404");
    registries.put(broken);
    registries.put(Registry::new("LATE"));
    assert_eq!(Catalog::new(&registries).cards().len(), 35);
}

proptest! {
    #[test]
    fn any_text_is_searched_and_wished(text in "\\PC{0,40}") {
        let catalog = catalog_of(small());
        let found = catalog.search(&Search { text: &text, limit: 5, ..Search::default() });
        prop_assert!(found.hits.len() <= 5 && found.total >= found.hits.len());
        let scores = catalog.ranked(&Wish::read(&text), &|_| true);
        prop_assert!(scores.iter().all(|scored| (0.0..=1.0).contains(&scored.score)));
    }
}

fn small() -> Registry {
    let mut registry = Registry::new("R");
    let entries =
        ["churn features", "pump monitoring", "alert é 360"].iter().enumerate().map(|(place, name)| {
            format!(r#"{{"block_id": "B{place}", "version": "1.0.0", "name": "{name}", "tags": ["{name}"]}}"#)
        });
    let index = format!(r#"{{"blocks": [{}]}}"#, entries.collect::<Vec<_>>().join(", "));
    registry.accept("index.json", &index).unwrap();
    registry
}
