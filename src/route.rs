//! Where the page is: the location hash as a value, and back.
//!
//! Routes live in the fragment, so the page works under any path of any host and what a link holds
//! never reaches a server. This module knows no browser.

#[cfg(test)]
mod tests;

use std::fmt;

/// A place in the app that a link can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The project at a glance; `#/`.
    Overview,
    /// The files as text; `#/source/datasets/raw.yml?line=12`.
    Source {
        /// Path of the file inside the project; `None` for the one that was last open.
        file: Option<String>,
        /// Line to show, from 1.
        line: Option<u32>,
    },
    /// What is wrong with the configuration and the state; `#/problems`.
    Problems,
    /// What would be done; `#/plan` or `#/plan/dataset.COMP.RAW`.
    Plan {
        /// Address of the step to show.
        address: Option<String>,
    },
    /// What is deployed; `#/state`.
    State,
    /// Environment, variables and secrets; `#/environment`.
    Environment,
    /// The drafts kept in this browser; `#/projects`.
    Projects,
    /// The blocks of all registries; `#/catalog` and what is behind it.
    Catalog(CatalogPage),
    /// Blocks proposed for a wish; `#/compose`.
    Compose,
    /// The configuration as a graph; `#/canvas`.
    Canvas,
    /// The connection to a DSS; `#/connect`.
    Connect,
    /// What differs between the instance and the project; `#/drift`.
    Drift,
    /// A project of DSS taken over; `#/import`.
    Import,
    /// A plan that somebody shared; `#/review`.
    Review,
    /// A plan or an answer in the hash itself (`docs/plan-link.md`), as `#p1.…` or `#a1.…`.
    Shared(String),
    /// A hash that leads nowhere, as it was written.
    Unknown(String),
}

/// A page of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CatalogPage {
    /// The blocks, to search; `#/catalog`.
    #[default]
    Blocks,
    /// What is out of date in the project; `#/catalog/outdated`.
    Outdated,
    /// The registries; `#/catalog/registries`.
    Registries,
    /// One block in full; `#/catalog/REGISTRY/BLOCK_ID@1.2.3`, without a version the newest.
    Block(String),
}

impl CatalogPage {
    fn parse(rest: Option<String>) -> Self {
        match rest.as_deref() {
            None => Self::Blocks,
            // References are upper case, so no block is hidden by these.
            Some("outdated") => Self::Outdated,
            Some("registries") => Self::Registries,
            Some(_) => Self::Block(rest.unwrap_or_default()),
        }
    }
}

impl fmt::Display for CatalogPage {
    /// What stands behind `#/catalog`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocks => Ok(()),
            Self::Outdated => write!(out, "/outdated"),
            Self::Registries => write!(out, "/registries"),
            Self::Block(reference) => write!(out, "/{}", encode(reference)),
        }
    }
}

impl Route {
    /// The route to the source files, at the file that was last open.
    pub const SOURCE: Self = Self::Source { file: None, line: None };
    /// The route to the plan as a whole.
    pub const PLAN: Self = Self::Plan { address: None };
    /// The route to the catalog as a whole.
    pub const CATALOG: Self = Self::Catalog(CatalogPage::Blocks);

    /// Reads a location hash, with or without `#`. An empty one leads to the overview.
    pub fn parse(hash: &str) -> Self {
        let written = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = written.split_once('?').unwrap_or((written, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        let (view, rest) = path.split_once('/').unwrap_or((path, ""));
        let rest = (!rest.is_empty()).then(|| decode(rest));
        match (view, rest) {
            ("", None) => Self::Overview,
            ("source", file) => Self::Source { file, line: line_of(query) },
            ("problems", None) => Self::Problems,
            ("plan", address) => Self::Plan { address },
            ("state", None) => Self::State,
            ("environment", None) => Self::Environment,
            ("projects", None) => Self::Projects,
            ("catalog", page) => Self::Catalog(CatalogPage::parse(page)),
            ("compose", None) => Self::Compose,
            ("canvas", None) => Self::Canvas,
            ("connect", None) => Self::Connect,
            ("drift", None) => Self::Drift,
            ("import", None) => Self::Import,
            ("review", None) => Self::Review,
            _ if is_shared(written) => Self::Shared(written.to_owned()),
            _ => Self::Unknown(written.to_owned()),
        }
    }

    /// The view it leads to, without what it shows there.
    #[must_use]
    pub fn view(&self) -> Self {
        match self {
            Self::Source { .. } => Self::SOURCE,
            Self::Plan { .. } => Self::PLAN,
            Self::Catalog(_) => Self::CATALOG,
            other => other.clone(),
        }
    }

    /// The name of the view on screen.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Source { .. } => "Source",
            Self::Problems => "Problems",
            Self::Plan { .. } => "Plan",
            Self::State => "State",
            Self::Environment => "Environment",
            Self::Projects => "Projects",
            Self::Catalog(_) => "Catalog",
            Self::Compose => "Compose",
            Self::Canvas => "Canvas",
            Self::Connect => "Connect",
            Self::Drift => "Drift",
            Self::Import => "Import",
            Self::Review | Self::Shared(_) => "Review",
            Self::Unknown(_) => "No such page",
        }
    }

    /// Whether both lead to the same view, whatever they show in it.
    pub fn same_view(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl fmt::Display for Route {
    /// The location hash, with `#`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overview => write!(out, "#/"),
            Self::Source { file, line } => {
                write!(out, "#/source")?;
                if let Some(file) = file {
                    write!(out, "/{}", encode(file))?;
                }
                line.map_or(Ok(()), |line| write!(out, "?line={line}"))
            }
            Self::Problems => write!(out, "#/problems"),
            Self::Plan { address: None } => write!(out, "#/plan"),
            Self::Plan { address: Some(address) } => write!(out, "#/plan/{}", encode(address)),
            Self::State => write!(out, "#/state"),
            Self::Environment => write!(out, "#/environment"),
            Self::Projects => write!(out, "#/projects"),
            Self::Catalog(page) => write!(out, "#/catalog{page}"),
            Self::Compose => write!(out, "#/compose"),
            Self::Canvas => write!(out, "#/canvas"),
            Self::Connect => write!(out, "#/connect"),
            Self::Drift => write!(out, "#/drift"),
            Self::Import => write!(out, "#/import"),
            Self::Review => write!(out, "#/review"),
            Self::Shared(written) | Self::Unknown(written) => write!(out, "#{written}"),
        }
    }
}

/// The plan or answer that a text is, or that an address in it holds behind its first `#`.
pub fn shared_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let shared = text.split_once('#').map_or(text, |(_, shared)| shared);
    (is_shared(shared) && !shared.contains(char::is_whitespace)).then_some(shared)
}

/// Whether a hash begins as a plan link or an answer of any version does: a letter, a number, a dot.
fn is_shared(written: &str) -> bool {
    let number = written.strip_prefix(['p', 'a']).and_then(|rest| rest.split_once('.'));
    number.is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn line_of(query: &str) -> Option<u32> {
    let values = query.split('&').filter_map(|pair| pair.strip_prefix("line="));
    values.filter_map(|value| value.parse().ok()).find(|line| *line > 0)
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Undoes percent signs; what is no escape stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(b'%');
            rest = after;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}
