//! What is said about a configuration or a state: which rule, where, why, and what to do.
//!
//! A rule is declared where it is detected, one file per rule; `rules.rs` lists them all. This
//! module knows no rule and no syntax.

pub mod counts;
pub mod excerpt;
pub mod pile;
pub mod preview;
pub mod suggestion;
pub mod text;

use std::fmt;

use self::counts::Counts;
use crate::source::{FileEdit, Location};

/// The stages that report problems, in the order in which problems are shown (spec 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The text is not the YAML we read.
    Syntax,
    /// A key or value has the wrong shape.
    Schema,
    /// A name breaks a convention.
    Naming,
    /// A name refers to nothing, or to two things.
    References,
    /// The flow runs in a circle.
    Dependencies,
    /// Blocks and solutions do not fit together.
    Composition,
    /// The state file cannot be used as it is.
    State,
    /// The plan must not be applied as it is.
    Plan,
}

impl Level {
    /// The name in problem data and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Schema => "schema",
            Self::Naming => "naming",
            Self::References => "references",
            Self::Dependencies => "dependencies",
            Self::Composition => "composition",
            Self::State => "state",
            Self::Plan => "plan",
        }
    }
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Always fails.
    Error,
    /// Fails in strict mode.
    Warning,
    /// Never fails; worth knowing.
    Notice,
}

impl Severity {
    /// The name in problem data and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// A rule of the specification. Rules are compared by their id.
#[derive(Debug)]
pub struct Rule {
    /// Id in the specification, as `SCH003`.
    pub id: &'static str,
    /// The stage that checks it.
    pub level: Level,
    /// Its weight, unless the configuration's conventions change it.
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why it is wrong and how it is put right, in one or two sentences for the rule's page.
    pub explanation: &'static str,
}

impl Rule {
    /// A problem under this rule at `path` (`recipes[1].inputs[0]`, `$` for the whole document).
    pub fn report(&'static self, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self,
            severity: self.severity,
            path: path.into(),
            within: None,
            subject: None,
            at: None,
            message: message.into(),
            hint: None,
            related: Vec::new(),
            fix: None,
            stands_for: None,
        }
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// The rule's severity, or another one where conventions lower it.
    pub severity: Severity,
    /// Where in the configuration, in its own terms.
    pub path: String,
    /// Where in a registry's document that the path refers to, as `SOLUTION@1.0.0:alias.PORT`
    /// (`blocks.md` 5.6).
    pub within: Option<String>,
    /// The name it is about, where a fix needs it.
    pub subject: Option<Box<str>>,
    /// Where in the text; `None` for the state file, which is not edited here.
    pub at: Option<Location>,
    /// What is wrong: one phrase, with the offending value.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Edits that put it right.
    pub fix: Option<Fix>,
    /// The problems that it stands for, where there are too many to list.
    pub stands_for: Option<Box<Counts>>,
}

/// A further place that explains a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub at: Location,
    /// What is there.
    pub message: String,
}

/// Edits that solve a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative, as `Replace by "managed"`.
    pub title: String,
    /// The edits; they belong together.
    pub edits: Vec<FileEdit>,
    /// Whether it may be applied without a look.
    pub safety: Safety,
}

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Keeps what the author meant; part of "apply all safe fixes".
    Safe,
    /// A guess that its author should confirm.
    Guess,
}

impl Diagnostic {
    /// The same problem, located in the text.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.at = Some(location);
        self
    }

    /// The same problem, located inside a registry's document.
    #[must_use]
    pub fn within(mut self, place: impl Into<String>) -> Self {
        self.within = Some(place.into());
        self
    }

    /// The same problem, about this name.
    #[must_use]
    pub fn about(mut self, name: &str) -> Self {
        self.subject = Some(name.into());
        self
    }

    /// The same problem with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same problem with a further place.
    #[must_use]
    pub fn related(mut self, at: Location, message: impl Into<String>) -> Self {
        self.related.push(Related { at, message: message.into() });
        self
    }

    /// The same problem with a fix.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, safety: Safety, edits: Vec<FileEdit>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits, safety });
        self
    }

    /// The same problem with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// How many problems it is: one, or all that it stands for.
    pub fn counts(&self) -> Counts {
        self.stands_for.as_deref().copied().unwrap_or_else(|| Counts::default().with(self.severity))
    }

    /// Whether this problem fails a validation: errors always, warnings in strict mode. Warnings on
    /// blocks never do, or no block could be upgraded in strict mode (`blocks.md` 9.2).
    pub fn fails(&self, strict: bool) -> bool {
        match self.severity {
            Severity::Error => true,
            Severity::Warning => strict && self.rule.level != Level::Composition,
            Severity::Notice => false,
        }
    }

    /// The order in which problems are shown: level, then place in the text, then path and rule.
    pub fn display_key(&self) -> impl Ord + '_ {
        (self.rule.level, self.at.is_none(), self.at, &self.path, self.rule.id, &self.within, &self.message)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}: {}", self.severity.name(), self.rule.id, self.path, self.message)
    }
}

/// A value as messages show it: in quotes, control characters escaped, at most 80 characters
/// (spec 2.1).
pub fn quoted(value: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = value.chars().take(LONGEST).flat_map(escape_control).collect();
    if value.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

fn escape_control(character: char) -> Box<dyn Iterator<Item = char>> {
    if character.is_control() {
        Box::new(character.escape_default())
    } else {
        Box::new(std::iter::once(character))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static RULE: Rule = Rule {
        id: "TST001",
        level: Level::Schema,
        severity: Severity::Warning,
        title: "a rule of this test",
        explanation: "",
    };

    #[test]
    fn warnings_fail_only_in_strict_mode() {
        let problem = RULE.report("$", "odd");
        assert!(problem.fails(true) && !problem.fails(false));
        assert!(!problem.severity(Severity::Notice).fails(true));
    }

    #[test]
    fn shown_values_are_short_and_carry_no_control_characters() {
        assert_eq!(quoted("P\n"), r#""P\n""#);
        assert_eq!(quoted(&"x".repeat(90)).chars().count(), 83);
    }
}
