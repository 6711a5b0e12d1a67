//! SYN006: a limit on the input is exceeded.

use crate::diagnostic::{Diagnostic, Level, Rule, Severity};

/// Too many bytes, too deep, too many values, or an alias inside its own anchor.
pub static RULE: Rule = Rule {
    id: "SYN006",
    level: Level::Syntax,
    severity: Severity::Error,
    title: "limit exceeded",
    explanation: "Limits keep a page responsive on any input. Split the file, or write it with less nesting and \
                  fewer aliases.",
};

/// A limit of spec 1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`crate::source::MAX_FILE_BYTES`]
    Bytes,
    /// [`crate::yaml::MAX_DEPTH`]
    Depth,
    /// [`crate::yaml::MAX_NODES`]
    Nodes,
    /// An alias that contains itself.
    Recursion,
}

/// Reports the limit that was hit; reading stopped there.
pub fn report(limit: Limit) -> Diagnostic {
    let message = match limit {
        Limit::Bytes => "the file is larger than 5 MiB".to_owned(),
        Limit::Depth => format!("more than {} nested lists and mappings", crate::yaml::MAX_DEPTH),
        Limit::Nodes => format!("more than {} values after aliases are expanded", crate::yaml::MAX_NODES),
        Limit::Recursion => "an alias stands inside the value it names".to_owned(),
    };
    RULE.report("$", message).hint("Reading stopped here; nothing after it was checked.")
}
