//! The identity of a resource: `dataset.ORCHARD.HARVEST` (spec 3.1).

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// What kind of object a resource is. The order is the rank of diffs and plans (`blocks.md` 9.4).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ResourceType {
    /// A DSS project.
    Project,
    /// The shared code that a block brings along.
    Library,
    /// A flow zone.
    Zone,
    /// A dataset.
    Dataset,
    /// A managed folder.
    Folder,
    /// A saved model.
    Model,
    /// A recipe.
    Recipe,
    /// The record of a block instance.
    Block,
    /// The record of a solution instance.
    Solution,
    /// A scenario.
    Scenario,
    /// A type that a configuration cannot describe; left alone (rule STA006).
    Other(Arc<str>),
}

impl ResourceType {
    /// The type named `name`, as in an address.
    pub fn from_name(name: &str) -> Self {
        match name {
            "project" => Self::Project,
            "library" => Self::Library,
            "zone" => Self::Zone,
            "dataset" => Self::Dataset,
            "folder" => Self::Folder,
            "model" => Self::Model,
            "recipe" => Self::Recipe,
            "block" => Self::Block,
            "solution" => Self::Solution,
            "scenario" => Self::Scenario,
            other => Self::Other(other.into()),
        }
    }

    /// The name, as in an address.
    pub fn name(&self) -> &str {
        match self {
            Self::Project => "project",
            Self::Library => "library",
            Self::Zone => "zone",
            Self::Dataset => "dataset",
            Self::Folder => "folder",
            Self::Model => "model",
            Self::Recipe => "recipe",
            Self::Block => "block",
            Self::Solution => "solution",
            Self::Scenario => "scenario",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for ResourceType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// The identity of a resource, with one text form: `type.PROJECT` or `type.PROJECT.name`.
///
/// Addresses are ordered by type, then by text in code point order, which is the order of diffs.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address {
    kind: ResourceType,
    text: Arc<str>,
    /// Where the name starts in the text, in bytes; a project's name is its key.
    name_at: u32,
}

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// A project has exactly the parts `project.KEY`.
    ProjectParts,
    /// Everything else has the parts `type.PROJECT.name`, none of them empty.
    ResourceParts,
}

impl fmt::Display for AddressError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::ProjectParts => "a project's id is written project.KEY",
            Self::ResourceParts => "a resource's id is written type.PROJECT.name, with no empty part",
        })
    }
}

impl std::error::Error for AddressError {}

impl Address {
    /// The address of project `key`.
    pub fn project(key: &str) -> Self {
        Self::new(ResourceType::Project, &["project.", key].concat(), key.len())
    }

    /// The address of the `kind` named `name` in `project`. The name may contain dots.
    pub fn resource(kind: ResourceType, project: &str, name: &str) -> Self {
        let text = [kind.name(), ".", project, ".", name].concat();
        Self::new(kind, &text, name.len())
    }

    /// The address whose text ends in a name of so many bytes.
    fn new(kind: ResourceType, text: &str, name_length: usize) -> Self {
        let name_at = u32::try_from(text.len() - name_length).unwrap_or(u32::MAX);
        Self { kind, text: text.into(), name_at }
    }

    /// Reads an address.
    ///
    /// # Errors
    /// If the number of parts does not fit the type or a part is empty.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let (kind, rest) = text.split_once('.').ok_or(AddressError::ResourceParts)?;
        let kind = ResourceType::from_name(kind);
        if kind == ResourceType::Project {
            let is_key = !rest.is_empty() && !rest.contains('.');
            return is_key.then(|| Self::project(rest)).ok_or(AddressError::ProjectParts);
        }
        let (project, name) = rest.split_once('.').ok_or(AddressError::ResourceParts)?;
        if kind.name().is_empty() || project.is_empty() || name.split('.').any(str::is_empty) {
            return Err(AddressError::ResourceParts);
        }
        Ok(Self::new(kind, text, name.len()))
    }

    /// The type of the resource.
    pub fn kind(&self) -> &ResourceType {
        &self.kind
    }

    /// The key of its project.
    pub fn project_key(&self) -> &str {
        if self.kind == ResourceType::Project {
            return self.name();
        }
        let start = self.kind.name().len() + 1;
        let end = self.name_at as usize - 1;
        self.text.get(start..end).unwrap_or_default()
    }

    /// Its name inside the project; a project's own key.
    pub fn name(&self) -> &str {
        self.text.get(self.name_at as usize..).unwrap_or_default()
    }

    /// The text form.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Ord for Address {
    fn cmp(&self, other: &Self) -> Ordering {
        self.kind.cmp(&other.kind).then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for Address {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_at_the_first_two_dots() {
        let address = Address::parse("dataset.ORCHARD.a.b").unwrap();
        assert_eq!((address.project_key(), address.name()), ("ORCHARD", "a.b"));
        assert_eq!(Address::parse("project.ORCHARD").unwrap().name(), "ORCHARD");
    }

    #[test]
    fn refuses_other_numbers_of_parts() {
        assert_eq!(Address::parse("project.P.q"), Err(AddressError::ProjectParts));
        for text in ["dataset.P", "dataset..A", "dataset.P.", "dataset", "", ".P.q"] {
            assert_eq!(Address::parse(text), Err(AddressError::ResourceParts), "{text}");
        }
    }

    #[test]
    fn orders_by_rank_then_text() {
        let mut addresses =
            ["recipe.P.a", "dataset.P.B", "project.P", "dashboard.P.y", "scenario.P.z", "dataset.P.A"]
                .map(|text| Address::parse(text).unwrap());
        addresses.sort();
        let texts = addresses.each_ref().map(Address::as_str);
        assert_eq!(
            texts,
            ["project.P", "dataset.P.A", "dataset.P.B", "recipe.P.a", "scenario.P.z", "dashboard.P.y"]
        );
    }
}
