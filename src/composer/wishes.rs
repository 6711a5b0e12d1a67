//! The blocks for each clause of a request, best first (blocks spec 4.2, 4.4 and 4.6, step 1).

use std::sync::Arc;

use super::clauses;
use super::condition::{Condition, joined};
use super::failure::bad_request;
use super::query::matching;
use super::request::{HardFilters, Options, Request};
use super::response::{Alternative, Error, Match};
use super::rounded;
use crate::block::BlockKind;
use crate::catalog::Catalog;
use crate::catalog::explain::Reason;
use crate::catalog::wish::Wish;
use crate::lexicon::WHOLE_SCORE;
use crate::version::Version;

/// A block for a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Place of its card.
    pub card: u32,
    /// The version.
    pub version: Version,
    /// The block's id.
    pub block_id: Arc<str>,
    /// `REGISTRY/BLOCK_ID@VERSION`
    pub reference: String,
    /// How well it matches, 0 to 1.
    pub score: f64,
    /// The wish that it is for; `None` for a structured query.
    pub(super) wish: Option<Wish>,
}

impl Candidate {
    /// The candidate that a version of a card is.
    pub(super) fn new(catalog: &Catalog, card: u32, version: Version, score: f64) -> Option<Self> {
        let found = catalog.card(card)?;
        let (block_id, reference) = (Arc::clone(&found.id), found.reference(version));
        Some(Self { card, version, block_id, reference, score, wish: None })
    }

    /// What each word of the wish met.
    pub fn why(&self, catalog: &Catalog) -> Vec<Reason> {
        self.wish.as_ref().map(|wish| catalog.explain(wish, self.card)).unwrap_or_default()
    }

    pub(super) fn alternative(&self) -> Alternative {
        Alternative { reference: self.reference.clone(), score: rounded(self.score) }
    }
}

/// A clause with its blocks.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) text: String,
    /// At or above the threshold, best first.
    pub(super) candidates: Vec<Candidate>,
    /// The best below it.
    pub(super) below: Vec<Candidate>,
}

/// The blocks for a text at or above the threshold, best first; not split into clauses.
///
/// # Errors
/// If the filters contradict one another, or the words of the text.
pub fn candidates(
    catalog: &Catalog,
    text: &str,
    filters: &HardFilters,
    options: &Options,
) -> Result<Vec<Candidate>, Error> {
    clause(catalog, text, filters, options).map(|clause| clause.candidates)
}

/// The clauses of a request.
pub(super) fn clauses(catalog: &Catalog, request: &Request) -> Result<Vec<Clause>, Error> {
    check(catalog, request)?;
    let filters = &request.filters;
    let Some(intent) = &request.intent else {
        let query = request.query.clone().unwrap_or_default();
        let condition = Condition::read(&joined(filters, &query.filters), None)?;
        return Ok(vec![matching(catalog, &query, &condition, &request.options)?]);
    };
    let parts = clauses::clauses(intent);
    let whole = clause(catalog, intent, filters, &request.options)?;
    let is_one = parts.len() < 2 || Wish::read(intent).tokens.len() < 2 || is_solution(catalog, &whole);
    if is_one {
        return Ok(vec![whole]);
    }
    // What the whole text says about protection and wholeness holds for each part.
    let mut filters = filters.clone();
    match Wish::read(intent).protected {
        Some(true) => filters.blocked_only = true,
        Some(false) => filters.exclude_blocked = true,
        None => {}
    }
    parts.iter().map(|part| clause(catalog, part, &filters, &request.options)).collect()
}

fn check(catalog: &Catalog, request: &Request) -> Result<(), Error> {
    if catalog.cards().is_empty() {
        return Err(super::failure::no_registry());
    }
    let unknown = request.query.as_ref().and_then(|query| query.unknown.keys().next());
    if let Some(name) = unknown {
        return Err(bad_request(format!(
            "A query has no member {name}. Nothing was looked for; correct its name or leave it out."
        )));
    }
    match (&request.intent, &request.query) {
        (None, None) => Err(bad_request(
            "The request says neither in words (intent) nor by parts (query) what is wanted. Nothing was \
             looked for; give one of the two."
                .into(),
        )),
        (Some(_), Some(_)) => Err(bad_request(
            "The request gives both intent and query. Nothing was looked for; give one of the two.".into(),
        )),
        _ => Ok(()),
    }
}

/// Whether the whole text means one solution: a solution that yields to a block is one of several wishes at
/// most, or "rules -> scoring -> queue" would be the queue alone.
fn is_solution(catalog: &Catalog, whole: &Clause) -> bool {
    let is_solution = |card: u32| catalog.card(card).is_some_and(|card| card.kind == BlockKind::Solution);
    let best = whole.candidates.first();
    best.is_some_and(|found| found.score >= WHOLE_SCORE && is_solution(found.card))
}

fn clause(catalog: &Catalog, text: &str, filters: &HardFilters, options: &Options) -> Result<Clause, Error> {
    let wish = Wish::read(text);
    let condition = Condition::read(filters, wish.protected)?;
    let ranked = catalog.ranked(&wish, &|card| condition.passes(card, &card.shown));
    let is_above = |score: f64| score >= options.min_match_score;
    let above = ranked.iter().filter(|scored| is_above(scored.score)).take(options.max_results);
    let below = ranked.iter().filter(|scored| !is_above(scored.score)).take(3);
    let candidate = |scored: &crate::catalog::matching::Scored| {
        let version = catalog.card(scored.card)?.shown.version;
        let found = Candidate::new(catalog, scored.card, version, scored.score)?;
        Some(Candidate { wish: Some(wish.clone()), ..found })
    };
    Ok(Clause {
        text: text.trim().to_owned(),
        candidates: above.filter_map(candidate).collect(),
        below: below.filter_map(candidate).collect(),
    })
}

/// The answer that `best` is to a clause.
pub(super) fn answer(catalog: &Catalog, clause: &Clause, best: &Candidate) -> Match {
    let others = clause.candidates.iter().filter(|other| other.reference != best.reference);
    Match {
        clause: clause.text.clone(),
        reference: best.reference.clone(),
        score: rounded(best.score),
        why: best.why(catalog),
        alternatives: others.map(Candidate::alternative).collect(),
    }
}

/// The answer that a solution is to all clauses at once.
pub(super) fn whole(catalog: &Catalog, text: &str, card: u32, parts: Vec<Alternative>) -> Match {
    let wish = Wish::read(text);
    let ranked = catalog.ranked(&wish, &|_| true);
    let score = ranked.iter().find(|scored| scored.card == card).map_or(0.0, |scored| scored.score);
    Match {
        clause: text.to_owned(),
        reference: catalog.card(card).map(crate::catalog::card::Card::shown_reference).unwrap_or_default(),
        score: rounded(score),
        why: catalog.explain(&wish, card),
        alternatives: parts,
    }
}
