//! How a severity looks: a picture, a word and a colour, never the colour alone.

use blockwright::diagnostic::Severity;

use crate::ui::kit::Icon;

/// All severities, the worst first.
pub(crate) const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];

/// The picture.
pub(crate) fn icon(severity: Severity) -> Icon {
    match severity {
        Severity::Error => Icon::Error,
        Severity::Warning => Icon::Warning,
        Severity::Notice => Icon::Notice,
    }
}

/// The word.
pub(crate) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Notice => "Notice",
    }
}

/// The class of the colour.
pub(crate) fn tone(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "tone-error",
        Severity::Warning => "tone-warning",
        Severity::Notice => "tone-notice",
    }
}
