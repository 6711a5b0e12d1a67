//! What a proposal lacks, and what is worth knowing about it (blocks spec 4.7).

use super::instances::{Instance, Instances};
use super::names::Named;
use super::request::Request;
use super::response::{Gap, Rejection};
use super::wires::{End, Wiring, input, output, verdict};
use crate::block::BlockKind;
use crate::catalog::Catalog;
use crate::catalog::card::{Card, Edition, Socket};
use crate::catalog::fit::{Direction, Fit, Verdict, judge, shared_words, told};
use crate::sorting::sort_by_key;

/// Most producers that an open input names.
const MOST_PRODUCERS: usize = 10;
/// Most blocks on each side that bridges are looked for among: those that fit best.
const MOST_BRIDGES: usize = 50;

/// A proposal, to be judged.
pub(super) struct Proposal<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) request: &'a Request,
    pub(super) instances: &'a Instances<'a>,
    pub(super) wiring: &'a Wiring,
    pub(super) named: &'a Named,
}

/// Adds the gaps of a proposal to those of its clauses.
pub(super) fn find(proposal: &Proposal<'_>, gaps: &mut Vec<Gap>) {
    proposal.open_inputs(gaps);
    let apart = proposal.apart();
    for (left, right) in &apart {
        gaps.extend(proposal.no_path(*left, *right));
    }
    proposal.unused_outputs(gaps);
    proposal.unchecked(gaps);
    proposal.versions(&apart, gaps);
}

impl Proposal<'_> {
    fn instance(&self, place: usize) -> Option<&Instance<'_>> {
        self.instances.all.get(place)
    }

    fn is_strict(&self) -> bool {
        self.request.options.strict_schema_matching
    }

    fn open_inputs(&self, gaps: &mut Vec<Gap>) {
        for end in &self.named.open {
            let Some((instance, socket)) = self.instance(end.instance).zip(input(self.instances, *end))
            else {
                continue;
            };
            let fits = self.catalog.fits(&self.catalog.plug(socket), Direction::Producers);
            let cards = fits
                .iter()
                .filter(|fit| fit.card != instance.place)
                .filter_map(|fit| self.catalog.card(fit.card));
            let producers =
                cards.filter(|card| card.is_offered()).take(MOST_PRODUCERS).map(Card::shown_reference);
            gaps.push(Gap::OpenInput {
                instance: instance.name.clone(),
                port: socket.name.to_string(),
                producers: producers.collect(),
            });
        }
    }

    /// First instances of consecutive clauses that no wires join.
    fn apart(&self) -> Vec<(usize, usize)> {
        let mut firsts: Vec<usize> = Vec::new();
        for (place, instance) in self.instances.all.iter().enumerate() {
            let is_new = firsts.last().and_then(|last| self.instance(*last));
            if is_new.is_none_or(|last| last.clause != instance.clause) {
                firsts.push(place);
            }
        }
        let pairs = firsts.windows(2).filter_map(|pair| match pair {
            [left, right] => Some((*left, *right)),
            _ => None,
        });
        pairs.filter(|(left, right)| !self.wiring.joins(*left, *right)).collect()
    }

    fn no_path(&self, left: usize, right: usize) -> Option<Gap> {
        let (from, to) = self.instance(left).zip(self.instance(right))?;
        Some(Gap::NoPath {
            from: from.reference(),
            to: to.reference(),
            reason: self.rejection(left, right),
            bridge: self.bridge(from, to),
        })
    }

    /// Why the best wire from one instance to another is none: same types first, then few columns that
    /// do not fit, then much in common of the names.
    fn rejection(&self, left: usize, right: usize) -> Rejection {
        let mut best: Option<(_, Rejection)> = None;
        let ends = |place: usize, count: usize| (0..count).map(move |port| End { instance: place, port });
        let count = |place: usize| {
            self.instance(place)
                .map_or((0, 0), |instance| (instance.edition.outputs.len(), instance.edition.inputs.len()))
        };
        for source in ends(left, count(left).0) {
            for target in ends(right, count(right).1) {
                let verdict = verdict(self.catalog, self.instances, source, target, self.is_strict());
                let Some((has, asks)) = output(self.instances, source).zip(input(self.instances, target))
                else {
                    continue;
                };
                let misfits = match &verdict {
                    Verdict::Misfits(misfits) => misfits.len(),
                    Verdict::OtherKind(..) => usize::MAX,
                    _ => 0,
                };
                let shared = std::cmp::Reverse(shared_words(&has.name, &asks.name));
                let rank = (misfits, shared, !asks.required, source, target);
                if best.as_ref().is_none_or(|(other, _)| rank < *other) {
                    best = Some((rank, self.rejected(source, target, &verdict)));
                }
            }
        }
        best.map_or_else(|| Rejection::of(None, None, "it has no ports".into()), |(_, rejection)| rejection)
    }

    fn rejected(&self, source: End, target: End, verdict: &Verdict) -> Rejection {
        let name = |end: End, socket: Option<&Socket>| {
            let instance = self.instance(end.instance).map_or("", |instance| &instance.name);
            format!("{instance}.{}", socket.map_or("", |socket| &*socket.name))
        };
        let (from, to) =
            (name(source, output(self.instances, source)), name(target, input(self.instances, target)));
        let (rule, column, message) = match verdict {
            Verdict::OtherKind(has, asks) => {
                let message = format!("{from} is a {} and {to} takes a {}", has.name(), asks.name());
                (Some("BLK-016".into()), None, message)
            }
            Verdict::Misfits(misfits) => {
                let worst = misfits.iter().find(|misfit| self.is_strict() || !misfit.reason.is_tolerable());
                let rule = worst.map(|misfit| misfit.reason.rule().to_owned());
                let column = worst.map(|misfit| misfit.column.to_string());
                let told = worst.map_or_else(String::new, told);
                (rule, column, format!("{from} does not fit {to}: {told}"))
            }
            Verdict::Unrelated => (
                None,
                None,
                format!(
                    "the schemas of {from} and {to} are not both known, and their names have too little in common"
                ),
            ),
            Verdict::Fits(_) | Verdict::Unchecked if self.wiring.feeds(target) => {
                (None, None, format!("{to} is fed by another block"))
            }
            Verdict::Fits(_) | Verdict::Unchecked if !self.request.options.auto_wire => {
                (None, None, format!("{from} fits {to}, but wires are not inferred in this request"))
            }
            Verdict::Fits(_) | Verdict::Unchecked => {
                (Some("BLK-018".into()), None, format!("a wire from {from} to {to} would close a cycle"))
            }
        };
        Rejection { source: from, target: to, rule, column, message }
    }

    /// One block, or two, that would connect two instances by schemas that fit.
    fn bridge(&self, from: &Instance<'_>, to: &Instance<'_>) -> Vec<String> {
        let after = self.beside(&from.edition.outputs, Direction::Consumers, [from.place, to.place]);
        let before = self.beside(&to.edition.inputs, Direction::Producers, [from.place, to.place]);
        let one = after.iter().find(|place| before.contains(place));
        if let Some(card) = one.and_then(|place| self.catalog.card(*place)) {
            return vec![card.shown_reference()];
        }
        for first in &after {
            for second in &before {
                let cards = self.catalog.card(*first).zip(self.catalog.card(*second));
                if let Some((first, second)) =
                    cards.filter(|(first, second)| self.connects(&first.shown, &second.shown))
                {
                    return vec![first.shown_reference(), second.shown_reference()];
                }
            }
        }
        Vec::new()
    }

    /// The zone blocks that fit beside some of the ports, best first.
    fn beside(&self, sockets: &[Socket], direction: Direction, without: [u32; 2]) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        for socket in sockets {
            let is_sure = |fit: &&Fit| fit.is_checked || fit.has_equal_name;
            let fits = self.catalog.fits(&self.catalog.plug(socket), direction);
            for fit in fits.iter().filter(is_sure).take(MOST_BRIDGES) {
                let card = self.catalog.card(fit.card);
                let is_usable = card.is_some_and(|card| card.is_offered() && card.kind == BlockKind::Zone);
                if is_usable && !without.contains(&fit.card) && !found.contains(&fit.card) {
                    found.push(fit.card);
                }
            }
        }
        found.truncate(MOST_BRIDGES);
        found
    }

    /// Whether some output of one version surely fits some input of another.
    fn connects(&self, first: &Edition, second: &Edition) -> bool {
        let plug = |socket| self.catalog.plug(socket);
        first.outputs.iter().any(|output| {
            let fits =
                |input| matches!(judge(&plug(output), &plug(input), self.is_strict()), Verdict::Fits(_));
            second.inputs.iter().any(fits)
        })
    }

    fn unused_outputs(&self, gaps: &mut Vec<Gap>) {
        for (place, instance) in self.instances.all.iter().enumerate() {
            for (port, socket) in instance.edition.outputs.iter().enumerate() {
                if !self.named.outputs.contains_key(&End { instance: place, port }) {
                    let (instance, port) = (instance.name.clone(), socket.name.to_string());
                    gaps.push(Gap::UnusedOutput { instance, port });
                }
            }
        }
    }

    fn unchecked(&self, gaps: &mut Vec<Gap>) {
        for wire in self.named.wires.iter().filter(|wire| !wire.checked) {
            gaps.push(Gap::Unchecked { source: wire.source.clone(), target: wire.target.clone() });
        }
    }

    /// Of blocks that stand apart: other versions that would connect them.
    fn versions(&self, apart: &[(usize, usize)], gaps: &mut Vec<Gap>) {
        for (left, right) in apart {
            let Some((from, to)) = self.instance(*left).zip(self.instance(*right)) else { continue };
            let fitting = |instance: &Instance<'_>, connects: &dyn Fn(&Edition) -> bool| {
                let mut versions: Vec<_> = instance
                    .card
                    .editions()
                    .filter(|edition| connects(edition))
                    .map(|edition| edition.version)
                    .collect();
                sort_by_key(&mut versions, |version| std::cmp::Reverse(*version));
                let versions: Vec<String> = versions.iter().map(ToString::to_string).collect();
                (!versions.is_empty()).then(|| Gap::Version { block: instance.reference(), versions })
            };
            gaps.extend(fitting(from, &|edition| self.connects(edition, to.edition)));
            gaps.extend(fitting(to, &|edition| self.connects(from.edition, edition)));
        }
    }
}

impl Rejection {
    fn of(rule: Option<String>, column: Option<String>, message: String) -> Self {
        Self { source: String::new(), target: String::new(), rule, column, message }
    }
}
