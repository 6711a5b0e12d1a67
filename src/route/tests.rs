//! Hashes to routes, and back.

use super::*;
use proptest::prelude::*;

#[test]
fn a_plan_or_an_answer_is_found_in_a_text() {
    let found = Some("p1.s2.abc.def");
    assert_eq!(shared_in(" p1.s2.abc.def\n"), found);
    assert_eq!(shared_in("https://flows.example.com/a/#p1.s2.abc.def"), found);
    assert_eq!(shared_in("a1.r2.abc.def"), Some("a1.r2.abc.def"));
    for text in ["", "project: {key: A} #p1. is none\n", "key: 1\n#p1.x\nmore: 2\n", "answer.plan"] {
        assert_eq!(shared_in(text), None, "{text}");
    }
}

#[test]
fn hashes_lead_to_views() {
    let source = |file: &str, line| Route::Source { file: Some(file.into()), line };
    for (hash, route) in [
        ("", Route::Overview),
        ("#", Route::Overview),
        ("#/", Route::Overview),
        ("#/source", Route::SOURCE),
        ("#/source/datasets/raw.yml?line=12", source("datasets/raw.yml", Some(12))),
        ("#/source/a%20b%3F.yml", source("a b?.yml", None)),
        ("#/source/50%zz.yml?line=0", source("50%zz.yml", None)),
        ("#/problems", Route::Problems),
        ("#/plan", Route::PLAN),
        ("#/plan/dataset.P.A", Route::Plan { address: Some("dataset.P.A".into()) }),
        ("#/state", Route::State),
        ("#/environment", Route::Environment),
        ("#/projects", Route::Projects),
        ("#/catalog", Route::CATALOG),
        ("#/catalog/", Route::CATALOG),
        ("#/catalog/outdated", Route::Catalog(CatalogPage::Outdated)),
        ("#/catalog/registries", Route::Catalog(CatalogPage::Registries)),
        ("#/catalog/R/A@1.0.0", Route::Catalog(CatalogPage::Block("R/A@1.0.0".into()))),
        ("#/catalog/R/A@%5E1.0.0", Route::Catalog(CatalogPage::Block("R/A@^1.0.0".into()))),
        ("#/compose", Route::Compose),
        ("#/canvas", Route::Canvas),
        ("#/connect", Route::Connect),
        ("#/drift", Route::Drift),
        ("#/import", Route::Import),
        ("#/review", Route::Review),
        ("#p1.s2.abc.def", Route::Shared("p1.s2.abc.def".into())),
        ("#a1.r2.abc.def", Route::Shared("a1.r2.abc.def".into())),
        ("#p2.x", Route::Shared("p2.x".into())),
        ("#plan.x", Route::Unknown("plan.x".into())),
        ("#/nowhere/else", Route::Unknown("/nowhere/else".into())),
        ("#/state/more", Route::Unknown("/state/more".into())),
    ] {
        assert_eq!(Route::parse(hash), route, "{hash}");
    }
}

#[test]
fn a_view_is_a_route_without_what_it_shows() {
    for (hash, view, title) in [
        ("#/source/a.yml?line=3", "#/source", "Source"),
        ("#/plan/dataset.P.A", "#/plan", "Plan"),
        ("#/state", "#/state", "State"),
        ("#/catalog/R/A@1.0.0", "#/catalog", "Catalog"),
        ("#/catalog/outdated", "#/catalog", "Catalog"),
        ("#/else", "#/else", "No such page"),
    ] {
        let route = Route::parse(hash);
        assert!(route.same_view(&route.view()));
        assert_eq!((route.view().to_string().as_str(), route.title()), (view, title));
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(file in "\\PC{1,12}", line in proptest::option::of(1u32..9)) {
        let source = Route::Source { file: Some(file.clone()), line };
        prop_assert_eq!(Route::parse(&source.to_string()), source);
        let plan = Route::Plan { address: Some(file.clone()) };
        prop_assert_eq!(Route::parse(&plan.to_string()), plan);
        let block = Route::Catalog(CatalogPage::Block(file));
        prop_assert_eq!(Route::parse(&block.to_string()), block);
    }

    #[test]
    fn any_hash_can_be_read(hash in "\\PC*") {
        let route = Route::parse(&hash);
        prop_assert_eq!(Route::parse(&route.to_string()), route);
    }
}
