//! Structured queries: blocks by the parts that they have (blocks spec 4.2).

#![expect(clippy::cast_precision_loss, reason = "counts of words and blocks are far below 2^52")]

use super::condition::Condition;
use super::failure::bad_request;
use super::request::{Options, PortRequirement, Query};
use super::response::Error;
use super::wishes::{Candidate, Clause};
use crate::block::PortKind;
use crate::catalog::Catalog;
use crate::catalog::card::{Card, Edition, Socket};
use crate::sorting::sort_by;
use crate::version::Version;

/// The clause that a query is: its matches by score, then id, then the newer version.
pub(super) fn matching(
    catalog: &Catalog,
    query: &Query,
    condition: &Condition,
    options: &Options,
) -> Result<Clause, Error> {
    check(query)?;
    let mut found: Vec<Candidate> = Vec::new();
    for (place, card) in (0..).zip(catalog.cards()) {
        let all = card.editions().filter(|edition| !edition.is_deprecated);
        let fitting = all.filter(|edition| condition.passes(card, edition));
        let most = if options.prefer_newer_versions { 1 } else { usize::MAX };
        for edition in fitting.take(most) {
            let score = score(catalog, query, card, edition);
            found.extend(Candidate::new(catalog, place, edition.version, score));
        }
    }
    let key =
        |candidate: &Candidate| (candidate.block_id.clone(), std::cmp::Reverse::<Version>(candidate.version));
    sort_by(&mut found, |left, right| {
        right.score.total_cmp(&left.score).then_with(|| key(left).cmp(&key(right)))
    });
    let is_above = |candidate: &Candidate| candidate.score >= options.min_match_score;
    let (mut candidates, mut below): (Vec<Candidate>, Vec<Candidate>) = found.into_iter().partition(is_above);
    below.retain(|candidate| candidate.score > 0.0);
    candidates.truncate(options.max_results);
    below.truncate(3);
    Ok(Clause { text: told(query), candidates, below })
}

fn check(query: &Query) -> Result<(), Error> {
    let requirements = query.input_requirements.iter().chain(&query.output_requirements);
    let unknown = requirements
        .filter_map(|asked| asked.kind.as_deref())
        .find(|kind| PortKind::from_name(kind).is_none());
    match unknown {
        Some(kind) => Err(bad_request(format!(
            "A port cannot be of type {kind}. Nothing was looked for; write dataset, model or folder."
        ))),
        None => Ok(()),
    }
}

/// The mean of the parts that are asked for; 1 if none is.
fn score(catalog: &Catalog, query: &Query, card: &Card, edition: &Edition) -> f64 {
    let tags: Vec<String> = card.tags.iter().map(|tag| tag.to_lowercase()).collect();
    let text = format!("{}\n{}\n{}", card.name, card.description, tags.join("\n")).to_lowercase();
    let satisfied = |sockets: &[Socket], asked: &PortRequirement| {
        sockets.iter().any(|socket| satisfies(catalog, socket, asked))
    };
    let parts = [
        share(&query.tags, |tag| tags.contains(&tag.to_lowercase())),
        share(&query.capabilities, |capability| text.contains(&capability.to_lowercase())),
        share(&query.input_requirements, |asked| satisfied(&edition.inputs, asked)),
        share(&query.output_requirements, |asked| satisfied(&edition.outputs, asked)),
    ];
    let given: Vec<f64> = parts.into_iter().flatten().collect();
    if given.is_empty() { 1.0 } else { given.iter().sum::<f64>() / given.len() as f64 }
}

/// The share of what is asked for that is met; `None` if nothing is.
fn share<T>(asked: &[T], is_met: impl Fn(&T) -> bool) -> Option<f64> {
    let met = asked.iter().filter(|asked| is_met(asked)).count();
    (!asked.is_empty()).then(|| met as f64 / asked.len() as f64)
}

fn satisfies(catalog: &Catalog, socket: &Socket, asked: &PortRequirement) -> bool {
    let columns = catalog.plug(socket).columns.unwrap_or_default();
    let has = |name: &String| columns.iter().any(|column| *column.name == **name);
    asked.name.as_ref().is_none_or(|name| socket.name.to_lowercase().contains(&name.to_lowercase()))
        && asked.kind.as_ref().is_none_or(|kind| socket.kind.name() == kind)
        && asked.schema_contains.iter().all(has)
}

/// The query in words, as the name of its clause.
fn told(query: &Query) -> String {
    let ports = |side: &str, asked: &[PortRequirement]| {
        let names = asked.iter().map(|asked| {
            let name = asked.name.clone().or_else(|| asked.kind.clone());
            format!("{side} {}", name.unwrap_or_else(|| asked.schema_contains.join(" ")))
        });
        names.collect::<Vec<_>>()
    };
    let mut words = query.tags.clone();
    words.extend(query.capabilities.iter().cloned());
    words.extend(ports("input", &query.input_requirements));
    words.extend(ports("output", &query.output_requirements));
    if words.is_empty() { "any block".into() } else { words.join(", ") }
}
