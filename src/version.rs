//! Versions of blocks and what the version part of a reference accepts (`blocks.md` 1.6).

use std::fmt;

/// `MAJOR.MINOR.PATCH`, compared as numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version {
    /// Grows with every change that breaks users.
    pub major: u64,
    /// Grows with compatible additions.
    pub minor: u64,
    /// Grows with changes that show nowhere in the interface.
    pub patch: u64,
}

impl Version {
    /// The version with these parts.
    pub const fn new(major: u64, minor: u64, patch: u64) -> Self {
        Self { major, minor, patch }
    }

    /// Reads a version: three decimal numbers without leading zeros, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(number);
        let version = Self::new(parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(version)
    }

    /// The first version that `^` of this one no longer accepts: the next change of the left-most
    /// part that is not zero.
    fn caret_end(self) -> Self {
        match self {
            Self { major: 0, minor: 0, patch } => Self::new(0, 0, patch.saturating_add(1)),
            Self { major: 0, minor, .. } => Self::new(0, minor.saturating_add(1), 0),
            Self { major, .. } => Self::new(major.saturating_add(1), 0, 0),
        }
    }

    fn next_minor(self) -> Self {
        Self::new(self.major, self.minor.saturating_add(1), 0)
    }

    fn next_major(self) -> Self {
        Self::new(self.major.saturating_add(1), 0, 0)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A decimal number without leading zeros and signs.
fn number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

/// A comparison of [`VersionSpec::Range`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `>=`, also the lower end of `^`, `~` and `.x`
    From(Version),
    /// `>`
    After(Version),
    /// `<=`
    UpTo(Version),
    /// `<`, also their upper end
    Below(Version),
}

impl Bound {
    fn accepts(self, version: Version) -> bool {
        match self {
            Self::From(bound) => version >= bound,
            Self::After(bound) => version > bound,
            Self::UpTo(bound) => version <= bound,
            Self::Below(bound) => version < bound,
        }
    }
}

/// Which versions a reference accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionSpec {
    /// `1.2.3`: that version.
    Exact(Version),
    /// `latest`, or no version at all.
    Latest,
    /// `^1.2.3`, `~1.2.3`, `1.x`, `1.2.x`, `>=1.0.0,<2.0.0`: all of these hold.
    Range(Vec<Bound>),
}

impl VersionSpec {
    /// Reads what stands behind the `@` of a reference.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "latest" {
            return Some(Self::Latest);
        }
        let between =
            |from: Version, below: Version| Self::Range(vec![Bound::From(from), Bound::Below(below)]);
        if let Some(version) = text.strip_prefix('^') {
            let version = Version::parse(version)?;
            return Some(between(version, version.caret_end()));
        }
        if let Some(version) = text.strip_prefix('~') {
            let version = Version::parse(version)?;
            return Some(between(version, version.next_minor()));
        }
        if let Some(part) = text.strip_suffix(".x") {
            let Some((major, minor)) = part.split_once('.') else {
                let version = Version::new(number(part)?, 0, 0);
                return Some(between(version, version.next_major()));
            };
            let version = Version::new(number(major)?, number(minor)?, 0);
            return Some(between(version, version.next_minor()));
        }
        if text.starts_with(['<', '>']) {
            return text.split(',').map(comparison).collect::<Option<_>>().map(Self::Range);
        }
        Version::parse(text).map(Self::Exact)
    }

    /// Whether it accepts `version`.
    pub fn accepts(&self, version: Version) -> bool {
        match self {
            Self::Exact(exact) => *exact == version,
            Self::Latest => true,
            Self::Range(bounds) => bounds.iter().all(|bound| bound.accepts(version)),
        }
    }

    /// Whether it can never mean another version than it means now.
    pub fn is_pinned(&self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// The version it means among `available` ones, which are given with whether they are deprecated:
    /// the greatest accepted one that is not; if all are, the greatest of them.
    pub fn resolve(&self, available: impl IntoIterator<Item = (Version, bool)>) -> Option<Version> {
        let accepted = available.into_iter().filter(|(version, _)| self.accepts(*version));
        accepted.max_by_key(|(version, deprecated)| (!deprecated, *version)).map(|(version, _)| version)
    }
}

fn comparison(text: &str) -> Option<Bound> {
    let version = |text| Version::parse(text);
    if let Some(rest) = text.strip_prefix(">=") {
        return version(rest).map(Bound::From);
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return version(rest).map(Bound::UpTo);
    }
    if let Some(rest) = text.strip_prefix('>') {
        return version(rest).map(Bound::After);
    }
    text.strip_prefix('<').and_then(version).map(Bound::Below)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn versions_are_three_plain_numbers() {
        for text in ["0.0.0", "1.2.3", "10.20.30"] {
            assert_eq!(Version::parse(text).map(|version| version.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "v1.2.3",
            "01.2.3",
            "1.2.3-a",
            "1.2.+3",
            "1..3",
            " 1.2.3",
            "1.2.99999999999999999999",
        ] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }

    #[track_caller]
    fn check(spec: &str, accepted: &[&str], refused: &[&str]) {
        let spec = VersionSpec::parse(spec).unwrap();
        for text in accepted {
            assert!(spec.accepts(Version::parse(text).unwrap()), "{text}");
        }
        for text in refused {
            assert!(!spec.accepts(Version::parse(text).unwrap()), "{text}");
        }
    }

    #[test]
    fn every_form_accepts_what_the_table_says() {
        check("1.2.3", &["1.2.3"], &["1.2.4"]);
        check("latest", &["0.0.1", "9.9.9"], &[]);
        check("^1.2.3", &["1.2.3", "1.9.0"], &["1.2.2", "2.0.0"]);
        check("^0.3.1", &["0.3.1", "0.3.9"], &["0.4.0", "0.3.0"]);
        check("^0.0.2", &["0.0.2"], &["0.0.3", "0.0.1"]);
        check("^0.0.0", &["0.0.0"], &["0.0.1"]);
        check("~1.2.3", &["1.2.3", "1.2.9"], &["1.3.0", "1.2.2"]);
        check("1.x", &["1.0.0", "1.9.9"], &["2.0.0", "0.9.0"]);
        check("1.2.x", &["1.2.0", "1.2.9"], &["1.3.0", "1.1.9"]);
        check(">=1.0.0,<2.0.0", &["1.0.0", "1.9.9"], &["2.0.0", "0.9.9"]);
        check(">1.0.0,<=2.0.0", &["1.0.1", "2.0.0"], &["1.0.0", "2.0.1"]);
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "1.0",
            "Latest",
            "^1.2",
            "~1",
            "x",
            "1.x.x",
            "1.2.3.x",
            "01.x",
            ">=1.0.0, <2.0.0",
            "=1.0.0",
            ">=",
            "1.0.0,2.0.0",
            ">1.0.0,",
            "*",
            "^latest",
        ] {
            assert_eq!(VersionSpec::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_greatest_that_is_not_deprecated_wins() {
        let version = |text| Version::parse(text).unwrap();
        let known =
            [("1.9.0", false), ("1.10.0", false), ("2.0.0", true)].map(|(text, old)| (version(text), old));
        let resolve =
            |spec: &str| VersionSpec::parse(spec).unwrap().resolve(known).map(|found| found.to_string());
        assert_eq!(resolve("latest").as_deref(), Some("1.10.0"));
        assert_eq!(resolve("2.0.0").as_deref(), Some("2.0.0"));
        assert_eq!(resolve(">=2.0.0").as_deref(), Some("2.0.0"));
        assert_eq!(resolve("^3.0.0"), None);
    }

    proptest! {
        #[test]
        fn reading_a_version_never_fails_in_another_way(text in ".{0,20}") {
            if let Some(version) = Version::parse(&text) {
                prop_assert_eq!(version.to_string(), text.clone());
            }
            let _ = VersionSpec::parse(&text);
        }
    }
}
