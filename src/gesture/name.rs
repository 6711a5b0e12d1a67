//! Names that the project has, and free ones.

use super::{Refusal, Scene};
use crate::block::reference::is_alias;
use crate::config::Recipe;
use crate::config::name::{fits, is_id_part, is_lower, is_object_name, is_upper};
use crate::config::rules::sch005_length::LONGEST_NAME;
use crate::diagram::Subject;

/// What a name is for. Each kind has names of its own; letter case tells none apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Instance,
    Zone,
    Dataset,
    Recipe,
    /// What a port is mapped to.
    Object,
    /// A folder or model, whose name is free text.
    Free,
}

impl Kind {
    /// The kind of a node's name.
    pub(super) fn of(subject: Subject) -> Self {
        match subject {
            Subject::Block(_) | Subject::Solution(_) | Subject::Member(_) => Self::Instance,
            Subject::Dataset(_) => Self::Dataset,
            Subject::Recipe(_) => Self::Recipe,
            Subject::Object(..) => Self::Free,
        }
    }

    fn form(self) -> &'static str {
        match self {
            Self::Instance | Self::Zone | Self::Recipe => {
                "Use lower-case letters, digits and _, starting with a letter."
            }
            Self::Dataset => "Use upper-case letters, digits and _, starting with a letter.",
            Self::Object => "Use letters, digits and _, starting with a letter.",
            Self::Free => "Leave out control characters, and spaces and dots at its ends.",
        }
    }
}

impl Scene<'_> {
    /// Whether something of that kind has the name.
    pub(super) fn is_taken(&self, kind: Kind, name: &str) -> bool {
        let (config, composition) = (&self.analysis.config, &self.analysis.composition);
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        match kind {
            Kind::Instance => {
                let given = config.uses.iter().filter_map(|entry| entry.instance_name.as_ref());
                given.map(|field| &field.value).any(|known| is(known))
                    || composition.instances.iter().any(|instance| is(&instance.path))
                    || composition.solutions.iter().any(|solution| is(&solution.path))
            }
            Kind::Zone => {
                let given = config.uses.iter().filter_map(|entry| entry.zone.as_ref());
                given.map(|field| &field.value).any(|known| is(known))
                    || composition.instances.iter().any(|instance| is(&instance.zone))
                    || config
                        .zones
                        .iter()
                        .filter_map(|zone| zone.entry.name.as_ref())
                        .any(|zone| is(&zone.value))
            }
            Kind::Recipe => {
                config.recipes.iter().filter_map(|recipe| recipe.name.as_ref()).any(|field| is(&field.value))
            }
            Kind::Dataset | Kind::Object | Kind::Free => {
                let declared = config.datasets.iter().filter_map(|dataset| dataset.name.as_ref());
                let declared =
                    declared.chain(config.objects().filter_map(|object| object.entry().name.as_ref()));
                let written = config.recipes.iter().flat_map(Recipe::outputs);
                declared.chain(written.map(|output| &output.name)).any(|field| is(&field.value))
                    || composition.known.iter().chain(&composition.produced).any(|known| is(known))
            }
        }
    }

    /// `wanted`, with a number behind it if it is taken.
    pub(super) fn free(&self, kind: Kind, wanted: &str) -> String {
        let numbered = (2_usize..).map(|number| format!("{wanted}_{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        names.find(|name| !self.is_taken(kind, name)).unwrap_or_default()
    }

    /// Whether `name` may be a new name of that kind; `old` is what it is called now.
    pub(super) fn check_name(&self, kind: Kind, name: &str, old: &str) -> Result<(), Refusal> {
        let convention = self.analysis.config.names;
        let is_fine = match kind {
            Kind::Instance | Kind::Zone => is_alias(name),
            Kind::Dataset => fits(name, convention, is_upper),
            Kind::Recipe => fits(name, convention, is_lower),
            Kind::Object => is_object_name(name, convention),
            Kind::Free => is_id_part(name),
        };
        if !is_fine {
            return Err(Refusal::new(format!("\"{name}\" cannot be a name here"), kind.form()));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(Refusal::new(
                format!("the name has more than {LONGEST_NAME} characters"),
                "Choose a shorter one.",
            ));
        }
        if !name.eq_ignore_ascii_case(old) && self.is_taken(kind, name) {
            return Err(Refusal::new(format!("the name {name} is taken"), "Choose another one."));
        }
        Ok(())
    }
}
