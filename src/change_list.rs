//! The plan beside the canvas, row by row: block to objects to fields.
//!
//! A dataset or recipe is its own object, so its fields stand right below it. What is inside of a
//! solution stands below the solution.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagram::{Diagram, NodeId};
use crate::marks::{Changes, Ghost, Marks, Operation};
use crate::plan::{Action, Plan, fields};
use crate::walk::Walk;

/// Whom steps belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    /// A node by its position.
    Node(usize),
    /// What the plan deletes, by position in [`Marks::ghosts`].
    Ghost(usize),
    /// Neither, as the project itself.
    Elsewhere,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Everything of an owner.
    Owner,
    /// One object: position in the plan's steps.
    Step(usize),
    /// One field: positions in the plan's steps and in [`fields::changed`].
    Field(usize, usize),
}

/// What can be opened; it stays the same from one plan to the next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A node or ghost.
    Owner(NodeId),
    /// What belongs to neither.
    Elsewhere,
    /// An object by its address.
    Step(String),
}

/// A row. Rows form a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Whom it belongs to.
    pub owner: Owner,
    /// What it is about.
    pub what: What,
    /// How deep it stands, from 1.
    pub level: usize,
    /// Its place among its siblings, from 1.
    pub position: usize,
    /// How many siblings there are, with itself.
    pub siblings: usize,
    /// Whether what is below it is shown; `None` if nothing is.
    pub is_open: Option<bool>,
}

/// What the rows are made from.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// The nodes.
    pub diagram: &'a Diagram,
    /// The order in which they are read.
    pub walk: &'a Walk,
    /// What the plan does to them.
    pub marks: &'a Marks,
    /// The plan.
    pub plan: &'a Plan,
    /// Whether what stays as it is is left out.
    pub only_changes: bool,
}

impl Basis<'_> {
    /// The rows, those below others only where these are `open`: nodes in reading order, then what goes,
    /// then what belongs to neither.
    pub fn rows(&self, open: &BTreeSet<Key>) -> Vec<Row> {
        let mut tree = Tree { basis: *self, open, inside: BTreeMap::new(), rows: Vec::new() };
        let owners = tree.owners();
        tree.add(&owners, 1, Siblings { before: 0, count: owners.len() });
        tree.rows
    }

    /// What is done to an owner; `None` to what belongs to no node.
    pub fn changes(&self, owner: Owner) -> Option<&Changes> {
        match owner {
            Owner::Node(node) => self.marks.nodes.get(node)?.changes.as_ref(),
            Owner::Ghost(ghost) => self.marks.ghosts.get(ghost).map(|ghost| &ghost.changes),
            Owner::Elsewhere => None,
        }
    }

    /// The node or ghost that an owner is.
    pub fn id(&self, owner: Owner) -> Option<&NodeId> {
        match owner {
            Owner::Node(node) => self.diagram.nodes.get(node).map(|node| &node.id),
            Owner::Ghost(ghost) => self.marks.ghosts.get(ghost).map(|ghost| &ghost.id),
            Owner::Elsewhere => None,
        }
    }

    /// What of a row is opened and closed; `None` for fields.
    pub fn key(&self, row: &Row) -> Option<Key> {
        match row.what {
            What::Owner => Some(self.id(row.owner).map_or(Key::Elsewhere, |id| Key::Owner(id.clone()))),
            What::Step(step) => Some(Key::Step(self.plan.steps.get(step)?.address.as_str().to_owned())),
            What::Field(..) => None,
        }
    }

    /// The steps of an owner that are shown.
    fn steps(&self, owner: Owner) -> Vec<usize> {
        let steps = match owner {
            Owner::Elsewhere => &self.marks.outside,
            _ => match self.changes(owner) {
                Some(changes) => &changes.steps,
                None => return Vec::new(),
            },
        };
        let is_shown = |step: &usize| {
            let action = self.plan.steps.get(*step).map(|step| step.action);
            !self.only_changes || action.is_some_and(|action| action != Action::NoChange)
        };
        steps.iter().copied().filter(is_shown).collect()
    }

    fn is_shown(&self, owner: Owner) -> bool {
        match owner {
            Owner::Elsewhere => !self.steps(owner).is_empty(),
            _ => self
                .changes(owner)
                .is_some_and(|changes| !self.only_changes || changes.operation != Operation::Unchanged),
        }
    }

    /// Whether an owner is an object itself, so that its one step needs no row of its own.
    fn is_object(&self, owner: Owner) -> bool {
        match owner {
            Owner::Node(node) => self.diagram.nodes.get(node).is_some_and(|node| node.subject.is_object()),
            Owner::Ghost(ghost) => self.marks.ghosts.get(ghost).is_some_and(Ghost::is_object),
            Owner::Elsewhere => false,
        }
    }

    fn parent(&self, owner: Owner) -> Option<Owner> {
        let owner_of = |id: &NodeId| {
            let ghost = || self.marks.ghosts.iter().position(|ghost| ghost.id == *id).map(Owner::Ghost);
            self.diagram.position(id).map(Owner::Node).or_else(ghost)
        };
        match owner {
            Owner::Node(node) => self.diagram.nodes.get(node)?.parent.map(Owner::Node),
            Owner::Ghost(ghost) => self.marks.ghosts.get(ghost)?.parent.as_ref().and_then(owner_of),
            Owner::Elsewhere => None,
        }
    }
}

/// The tree while it is written down.
struct Tree<'a> {
    basis: Basis<'a>,
    open: &'a BTreeSet<Key>,
    /// What is inside of each solution.
    inside: BTreeMap<Owner, Vec<Owner>>,
    rows: Vec<Row>,
}

/// What stands below a row.
enum Below {
    Owners(Vec<Owner>),
    Steps(Owner, Vec<usize>),
    Fields(Owner, usize),
}

impl Tree<'_> {
    /// Those at the top; the others go to what they are inside of.
    fn owners(&mut self) -> Vec<Owner> {
        let basis = self.basis;
        let nodes = basis.walk.order.iter().copied().map(Owner::Node);
        let ghosts = (0..basis.marks.ghosts.len()).map(Owner::Ghost);
        let all = nodes.chain(ghosts).chain([Owner::Elsewhere]);
        let mut top = Vec::new();
        for owner in all.filter(|owner| basis.is_shown(*owner)) {
            match basis.parent(owner).filter(|parent| basis.is_shown(*parent)) {
                Some(parent) => self.inside.entry(parent).or_default().push(owner),
                None => top.push(owner),
            }
        }
        top
    }

    fn add(&mut self, owners: &[Owner], level: usize, siblings: Siblings) {
        for (at, owner) in owners.iter().enumerate() {
            let below = self.below(*owner);
            self.push((*owner, What::Owner), level, siblings.at(at), &below);
        }
    }

    fn below(&self, owner: Owner) -> Vec<Below> {
        let steps = self.basis.steps(owner);
        match (&steps[..], self.basis.is_object(owner)) {
            ([only], true) => vec![Below::Fields(owner, *only)],
            (_, true) => vec![Below::Steps(owner, steps)],
            (_, false) => vec![
                Below::Owners(self.inside.get(&owner).cloned().unwrap_or_default()),
                Below::Steps(owner, steps),
            ],
        }
    }

    fn push(&mut self, (owner, what): (Owner, What), level: usize, siblings: Siblings, below: &[Below]) {
        let Siblings { before, count } = siblings;
        let row = Row { owner, what, level, position: before + 1, siblings: count, is_open: None };
        let is_open = self.basis.key(&row).is_some_and(|key| self.open.contains(&key));
        let can_open = below.iter().any(|below| !below.is_empty(self.basis.plan));
        self.rows.push(Row { is_open: can_open.then_some(is_open), ..row });
        if !is_open {
            return;
        }
        let mut siblings = Siblings { before: 0, count: 0 };
        siblings.count = below.iter().map(|below| below.count(self.basis.plan)).sum();
        for below in below {
            self.push_below(below, level + 1, siblings);
            siblings.before += below.count(self.basis.plan);
        }
    }

    fn push_below(&mut self, below: &Below, level: usize, siblings: Siblings) {
        match below {
            Below::Owners(owners) => self.add(owners, level, siblings),
            Below::Steps(owner, steps) => {
                for (at, step) in steps.iter().enumerate() {
                    let fields = [Below::Fields(*owner, *step)];
                    self.push((*owner, What::Step(*step)), level, siblings.at(at), &fields);
                }
            }
            Below::Fields(owner, step) => {
                for at in 0..below.count(self.basis.plan) {
                    self.push((*owner, What::Field(*step, at)), level, siblings.at(at), &[]);
                }
            }
        }
    }
}

/// Where a row stands among its siblings.
#[derive(Clone, Copy)]
struct Siblings {
    before: usize,
    count: usize,
}

impl Siblings {
    /// The `at`th one further on.
    fn at(self, at: usize) -> Self {
        Self { before: self.before + at, ..self }
    }
}

impl Below {
    fn count(&self, plan: &Plan) -> usize {
        match self {
            Self::Owners(owners) => owners.len(),
            Self::Steps(_, steps) => steps.len(),
            Self::Fields(_, step) => plan.steps.get(*step).map_or(0, |step| fields::changed(step).len()),
        }
    }

    /// Without a look at every field: of a plan with thousands of steps few are open.
    fn is_empty(&self, plan: &Plan) -> bool {
        match self {
            Self::Fields(_, step) => plan.steps.get(*step).is_none_or(|step| match step.action {
                Action::Create | Action::Delete => {
                    step.resource().is_none_or(|resource| resource.attributes().is_empty())
                }
                Action::Update => step.changes.is_empty(),
                Action::NoChange => true,
            }),
            Self::Owners(_) | Self::Steps(..) => self.count(plan) == 0,
        }
    }
}

#[cfg(test)]
mod tests;
