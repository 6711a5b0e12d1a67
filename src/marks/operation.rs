//! What a plan does to a node as a whole.

use crate::plan::{Action, Step, Summary};

/// What is done to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// It is new.
    Create,
    /// It, or something in it, becomes another.
    Update,
    /// It is deleted and created again, because its type or block changes.
    Replace,
    /// It goes.
    Delete,
    /// It stays as it is.
    Unchanged,
}

impl Operation {
    /// All of them, in the order of legends.
    pub const ALL: [Self; 5] = [Self::Create, Self::Update, Self::Replace, Self::Delete, Self::Unchanged];

    /// The sign on the canvas.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Create => "+",
            Self::Update => "~",
            Self::Replace => "-+",
            Self::Delete => "-",
            Self::Unchanged => "=",
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::Unchanged => "unchanged",
        }
    }

    /// What a step does to its object.
    pub fn of(step: &Step) -> Self {
        match step.action {
            Action::Create => Self::Create,
            Action::Update if step.replaces => Self::Replace,
            Action::Update => Self::Update,
            Action::Delete => Self::Delete,
            Action::NoChange => Self::Unchanged,
        }
    }

    /// What is done to something whose own `record`, if the plan has it, and whose objects, counted
    /// in `parts`, change so.
    pub(super) fn of_whole(record: Option<Self>, parts: Summary) -> Self {
        let is_changed = parts.create + parts.update + parts.destroy > 0;
        match record {
            Some(Self::Unchanged) if is_changed => Self::Update,
            Some(operation) => operation,
            None if !is_changed => Self::Unchanged,
            None => match (parts.create, parts.update, parts.destroy, parts.unchanged) {
                (_, 0, 0, 0) => Self::Create,
                (0, 0, _, 0) => Self::Delete,
                _ => Self::Update,
            },
        }
    }
}

/// The counts as signs, as `+3 ~1 -2`; empty if nothing changes.
pub fn signs(summary: Summary) -> String {
    let counts = [('+', summary.create), ('~', summary.update), ('-', summary.destroy)];
    let present = counts.iter().filter(|(_, count)| *count > 0);
    present.map(|(sign, count)| format!("{sign}{count}")).collect::<Vec<_>>().join(" ")
}
