//! What the problems mean for the project, in words.

use crate::diagnostic::counts::Counts;

/// Whether the project can be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether nothing fails.
    pub passes: bool,
    /// The verdict and its reason, in one sentence; a second one if the state is at fault.
    pub sentence: String,
}

impl Verdict {
    pub(super) fn new(config: Counts, state: Counts, plan: Counts, strict: bool) -> Self {
        let mode = if strict { "strict" } else { "lenient" };
        let is_valid = config.failing(strict) == 0;
        let verdict = if is_valid { "Valid" } else { "Not valid" };
        let mut sentence = format!("{verdict} in {mode} mode: {config}.");
        if strict && !is_valid && config.errors == 0 {
            sentence += " In lenient mode it would pass.";
        }
        if !strict && is_valid && config.warnings > 0 {
            sentence += " In strict mode it would fail.";
        }
        // Only errors of a state or a plan stop anything (spec 3.2).
        if state.errors > 0 {
            sentence += &format!(" The state cannot be used: {state}.");
        }
        if plan.errors > 0 {
            sentence += &format!(" The plan is blocked: {plan}.");
        }
        Self { passes: is_valid && state.errors + plan.errors == 0, sentence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_names_the_mode_and_the_reason() {
        let counts = |errors, warnings, notices| Counts { errors, warnings, notices };
        let none = Counts::default();
        let said = |config, state, strict| Verdict::new(config, state, none, strict).sentence;
        assert_eq!(said(none, none, true), "Valid in strict mode: no problems.");
        assert_eq!(
            said(counts(0, 2, 0), none, true),
            "Not valid in strict mode: 2 warnings. In lenient mode it would pass."
        );
        assert_eq!(
            said(counts(0, 2, 1), none, false),
            "Valid in lenient mode: 2 warnings and 1 notice. In strict mode it would fail."
        );
        assert_eq!(said(counts(1, 2, 0), none, false), "Not valid in lenient mode: 1 error and 2 warnings.");
        assert!(Verdict::new(none, counts(0, 1, 0), none, true).passes);
        let blocked = Verdict::new(none, counts(1, 0, 0), counts(2, 0, 0), true);
        assert!(!blocked.passes);
        assert_eq!(
            blocked.sentence,
            "Valid in strict mode: no problems. The state cannot be used: 1 error. The plan is blocked: 2 errors."
        );
    }
}
