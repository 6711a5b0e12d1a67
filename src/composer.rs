//! The composer: a wish goes in, a proposal of wired blocks and its configuration come out
//! (blocks spec 4).
//!
//! Request and response are data; nothing here needs a page.

pub mod clauses; // the wishes in one text
mod condition; // hard filters
mod config_text; // the proposal as a configuration
mod failure; // errors, and what to do about them
mod gaps; // what is missing
mod instances; // chosen blocks and their names
mod names; // what wires and open ends are called
mod query; // structured queries
pub mod request; // what is asked
pub mod response; // what is answered
pub mod told; // answers in words
mod wires; // which output feeds which input
pub mod wishes; // blocks for one clause

use std::collections::BTreeSet;

use self::instances::{Choice, Instances};
use self::names::Named;
use self::request::Request;
use self::response::{Alternative, Error, ErrorCode, Gap, Match, Response};
use self::wires::Wiring;
use self::wishes::Clause;
use crate::catalog::Catalog;
use crate::catalog::card::Card;
use crate::lexicon::CLOSE;
use crate::version::Version;

/// What a user takes of a response: one of its matches, as chosen or by an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Place of the match in the response.
    pub place: usize,
    /// `REGISTRY/BLOCK_ID@VERSION` of the block taken; any version of any block that the catalog has.
    pub reference: String,
}

/// Reads a request from JSON and answers it as JSON.
pub fn compose_json(catalog: &Catalog, text: &str) -> serde_json::Value {
    let response = match serde_json::from_str(text) {
        Ok(request) => compose(catalog, &request),
        Err(error) => failure::response(failure::bad_request(format!(
            "The request cannot be read: {error}. Nothing was composed; write it as the specification says."
        ))),
    };
    serde_json::to_value(response).unwrap_or_default()
}

/// Answers a request: the best block for each wish in it, wired, with what is missing.
pub fn compose(catalog: &Catalog, request: &Request) -> Response {
    let clauses = match wishes::clauses(catalog, request) {
        Ok(clauses) => clauses,
        Err(error) => return failure::response(error),
    };
    if clauses.iter().all(|clause| clause.candidates.is_empty()) {
        return failure::response(failure::no_match(catalog, request, &clauses));
    }
    let mut response = Response::default();
    let choices = choose(catalog, &clauses, &mut response);
    for clause in clauses.iter().filter(|clause| clause.candidates.is_empty()) {
        let nearest = clause.below.iter().take(3).map(wishes::Candidate::alternative).collect();
        response.gaps.push(Gap::NoMatch { clause: clause.text.clone(), nearest });
    }
    propose(catalog, request, &choices, response)
}

/// The proposal for a part of `response`: only what was picked is planned and written.
pub fn accept(catalog: &Catalog, request: &Request, response: &Response, picks: &[Pick]) -> Response {
    let mut accepted = Response::default();
    let mut choices = Vec::new();
    for (clause, pick) in picks.iter().enumerate() {
        let Some(found) = response.matches.get(pick.place) else { continue };
        match instances::find(catalog, &pick.reference) {
            Ok((card, version)) => {
                choices.push(Choice { clause, card, version });
                accepted.matches.push(exchanged(found, &pick.reference));
            }
            Err(error) => accepted.errors.push(error),
        }
    }
    let mut seen = BTreeSet::new();
    choices.retain(|choice: &Choice| seen.insert((choice.card, choice.version)));
    if choices.is_empty() {
        let nothing = "Nothing was picked, so nothing was planned. Pick at least one match.";
        accepted.errors.push(failure::bad_request(nothing.into()));
        return accepted;
    }
    propose(catalog, request, &choices, accepted)
}

/// A match with another block in the place of the chosen one, which becomes an alternative.
fn exchanged(found: &Match, reference: &str) -> Match {
    let mut exchanged = found.clone();
    if found.reference == reference {
        return exchanged;
    }
    let score = found.alternatives.iter().find(|alternative| alternative.reference == reference);
    let before = Alternative { reference: found.reference.clone(), score: found.score };
    exchanged.alternatives.retain(|alternative| alternative.reference != reference);
    exchanged.alternatives.insert(0, before);
    exchanged.score = score.map_or(0.0, |alternative| alternative.score);
    reference.clone_into(&mut exchanged.reference);
    exchanged.why = Vec::new();
    exchanged
}

/// Plans the chosen blocks and writes them down.
fn propose(catalog: &Catalog, request: &Request, choices: &[Choice], mut response: Response) -> Response {
    let instances = Instances::new(catalog, request, choices, &mut response.warnings);
    let wiring = Wiring::new(catalog, request, &instances, &mut response.errors);
    let named = Named::new(&wiring, &instances, request, &mut response.warnings);
    response.plan = named.plan(&instances);
    gaps::find(
        &gaps::Proposal { catalog, request, instances: &instances, wiring: &wiring, named: &named },
        &mut response.gaps,
    );
    response.config = config_text::write(request, &instances, &named, &mut response.warnings);
    response.partial = response.gaps.iter().any(Gap::is_lack);
    response.success = response.errors.is_empty();
    response
}

/// The best block of each clause, each block once; one solution instead, if all of them are its members.
fn choose(catalog: &Catalog, clauses: &[Clause], response: &mut Response) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut matches: Vec<Match> = Vec::new();
    for (place, clause) in clauses.iter().enumerate() {
        let Some(best) = clause.candidates.first() else { continue };
        if !choices.iter().any(|choice| (choice.card, choice.version) == (best.card, best.version)) {
            choices.push(Choice { clause: place, card: best.card, version: best.version });
        }
        matches.push(wishes::answer(catalog, clause, best));
    }
    if let Some((card, version)) = covering(catalog, clauses, &choices) {
        let whole = clauses.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>().join(", ");
        let parts = matches
            .iter()
            .map(|found| Alternative { reference: found.reference.clone(), score: found.score });
        let mut seen = BTreeSet::new();
        let parts = parts.filter(|part| seen.insert(part.reference.clone())).collect();
        matches = vec![wishes::whole(catalog, &whole, card, parts)];
        choices = vec![Choice { clause: 0, card, version }];
    }
    response.matches = matches;
    choices
}

/// The solution whose members are, directly or nested and in the same versions, the choice of every
/// clause; a solution that was chosen counts as part of itself. Of several the one with the fewest
/// members, then by id.
fn covering(catalog: &Catalog, clauses: &[Clause], choices: &[Choice]) -> Option<(u32, Version)> {
    let all_matched = clauses.iter().all(|clause| !clause.candidates.is_empty());
    if choices.len() < 2 || !all_matched {
        return None;
    }
    let wanted: BTreeSet<(u32, Version)> =
        choices.iter().map(|choice| (choice.card, choice.version)).collect();
    let covers = |(place, card): (u32, &Card)| {
        if !card.is_offered() || card.members.is_empty() {
            return None;
        }
        let mut members = catalog.members(place);
        members.insert((place, card.shown.version));
        wanted.is_subset(&members).then(|| (members.len(), card.id.clone(), place, card.shown.version))
    };
    let best = (0..).zip(catalog.cards()).filter_map(covers).min();
    best.map(|(_, _, place, version)| (place, version))
}

/// The alternatives that are nearly as good as the match: worth showing beside it.
pub fn close_alternatives(found: &Match) -> impl Iterator<Item = &Alternative> {
    found.alternatives.iter().filter(|alternative| alternative.score >= found.score - CLOSE)
}

/// A score as responses give it: three decimals say more than anyone can tell apart.
fn rounded(score: f64) -> f64 {
    (score * 1_000.0).round() / 1_000.0
}

/// An error about something that does not exist.
fn missing(code: ErrorCode, message: String, details: serde_json::Value) -> Error {
    Error { code, message, details }
}

#[cfg(test)]
mod tests;
