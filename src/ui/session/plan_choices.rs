//! How the user looks at the plan; kept while they are in other views.

use std::collections::BTreeSet;

use blockwright::address::ResourceType;
use blockwright::plan::Action;
use blockwright::plan::outline::{Filter, GroupKey};
use blockwright::plan::search::Search;
use leptos::prelude::*;

use super::Session;

/// How near the plan is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Zoom {
    /// One line per instance of a block.
    Blocks,
    /// One line per action and type.
    Groups,
    /// One line per resource.
    #[default]
    Resources,
    /// Every field.
    Fields,
}

impl Zoom {
    /// Whether steps stand below their groups.
    pub(crate) fn is_grouped(self) -> bool {
        matches!(self, Self::Blocks | Self::Groups)
    }
}

/// Filters and zoom of the plan view.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PlanChoices {
    /// How near.
    pub(crate) zoom: Zoom,
    /// What is typed into the search field.
    pub(crate) search: String,
    /// The only action to show; `None` for all.
    pub(crate) action: Option<Action>,
    /// The only type to show; `None` for all.
    pub(crate) kind: Option<ResourceType>,
    /// Whether what stays as it is is shown as well.
    pub(crate) with_unchanged: bool,
    /// The groups that show their steps.
    pub(crate) open: BTreeSet<GroupKey>,
}

impl PlanChoices {
    /// The filter they make.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            search: Search::new(&self.search),
            action: self.action,
            kind: self.kind.clone(),
            with_unchanged: self.with_unchanged,
        }
    }

    /// Whether something other than unchanged resources is hidden.
    pub(crate) fn is_filtered(&self) -> bool {
        !self.search.trim().is_empty() || self.action.is_some() || self.kind.is_some()
    }

    /// Shows all changes again.
    pub(crate) fn clear(&mut self) {
        self.search.clear();
        self.action = None;
        self.kind = None;
    }
}

impl Session {
    /// How the user looks at the plan.
    pub(crate) fn plan_choices(self) -> RwSignal<PlanChoices> {
        self.plan_choices
    }
}
