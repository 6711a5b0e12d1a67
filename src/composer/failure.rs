//! Answers that are none, with what to do about it (blocks spec 4.7 and 4.8).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::condition::without_each;
use super::request::Request;
use super::response::{Error, ErrorCode, Response};
use super::wishes::{self, Candidate, Clause};
use crate::catalog::Catalog;
use crate::catalog::facet::Facet;
use crate::catalog::wish::Wish;
use crate::sorting::sort_by;

/// A response that is only an error.
pub(super) fn response(error: Error) -> Response {
    Response { errors: vec![error], ..Response::default() }
}

/// A request that cannot be answered as it is.
pub(super) fn bad_request(message: String) -> Error {
    Error { code: ErrorCode::BadRequest, message, details: json!({}) }
}

/// No registry is there to look into.
pub(super) fn no_registry() -> Error {
    let message =
        "No registry with blocks is loaded, so nothing was looked for. Connect one, or load the demo.";
    Error { code: ErrorCode::RegistryNotFound, message: message.into(), details: json!({}) }
}

/// Nothing matches; the details hold suggestions, the most useful first.
pub(super) fn no_match(catalog: &Catalog, request: &Request, clauses: &[Clause]) -> Error {
    let mut suggestions = filters(catalog, request);
    suggestions.extend(words(catalog, request));
    let known = |facet| catalog.values(facet);
    suggestions.push(json!({
        "kind": "known_values", "domains": known(Facet::Domain), "levels": known(Facet::Level),
    }));
    let mut nearest: Vec<&Candidate> = clauses.iter().flat_map(|clause| &clause.below).collect();
    sort_by(&mut nearest, |left, right| {
        right.score.total_cmp(&left.score).then_with(|| left.reference.cmp(&right.reference))
    });
    let mut seen = BTreeSet::new();
    nearest.retain(|candidate| seen.insert(candidate.reference.as_str()));
    if !nearest.is_empty() {
        let best = nearest.iter().take(3).map(|candidate| candidate.alternative());
        suggestions.push(json!({"kind": "nearest", "matches": best.collect::<Vec<_>>()}));
    }
    let asked = clauses.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>().join(", ");
    Error {
        code: ErrorCode::NoMatch,
        message: format!(
            "No block matches \"{asked}\". Nothing was composed; the details say what comes near."
        ),
        details: json!({"suggestions": suggestions}),
    }
}

/// Each hard filter, with how many blocks there would be without it; those that bring none are left out.
fn filters(catalog: &Catalog, request: &Request) -> Vec<Value> {
    let own = request.query.as_ref().map(|query| &query.filters);
    let all =
        own.map_or_else(|| request.filters.clone(), |own| super::condition::joined(&request.filters, own));
    let mut found = Vec::new();
    for (name, rest) in without_each(&all) {
        let mut without = Request { filters: rest.clone(), ..request.clone() };
        if let Some(query) = &mut without.query {
            query.filters = rest;
        }
        let clauses = wishes::clauses(catalog, &without).unwrap_or_default();
        let blocks: BTreeSet<u32> =
            clauses.iter().flat_map(|clause| &clause.candidates).map(|candidate| candidate.card).collect();
        if !blocks.is_empty() {
            found.push(json!({"kind": "remove_filter", "filter": name, "blocks": blocks.len()}));
        }
    }
    found
}

/// For each word that nobody knows the nearest ones that some block knows.
fn words(catalog: &Catalog, request: &Request) -> Vec<Value> {
    let Some(intent) = &request.intent else { return Vec::new() };
    let wish = Wish::read(intent);
    let suggestion = |token: &crate::words::Token| {
        let words = catalog.nearest_words(&token.word, 3);
        (!words.is_empty()).then(|| json!({"kind": "known_words", "token": token.word, "words": words}))
    };
    catalog.unknown(&wish).into_iter().filter_map(suggestion).collect()
}
