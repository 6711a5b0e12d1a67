//! Where a block can be extended, and how (`blocks.md` 1.2 and 5.4).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::Fields;

/// An entry of `extension_points`: a recipe prepared for a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionPoint {
    /// `recipe`
    pub recipe: Arc<str>,
    /// `base_class`
    pub base_class: Arc<str>,
    /// `description`
    pub description: Arc<str>,
    /// `required_methods`
    pub required_methods: Vec<Arc<str>>,
}

/// A class extension that a solution's step brings along.
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// `recipe`
    pub recipe: Arc<str>,
    /// `use_class`
    pub use_class: Option<Arc<str>>,
    /// `class_config`
    pub class_config: Option<Map<String, Value>>,
    /// `override_with`, which a step must not use (REG-016).
    pub override_with: Option<Arc<str>>,
}

/// Reads `extension_points`.
pub fn read_points(fields: &mut Fields<'_>) -> Vec<ExtensionPoint> {
    fields.each("extension_points", |mut point| {
        Some(ExtensionPoint {
            recipe: point.text("recipe"),
            base_class: point.text("base_class"),
            description: point.text("description"),
            required_methods: point.texts("required_methods"),
        })
    })
}

/// Reads the `extends` of a step.
pub fn read_extensions(fields: &mut Fields<'_>) -> Vec<Extension> {
    fields.each("extends", |mut extension| {
        Some(Extension {
            recipe: extension.text("recipe"),
            use_class: extension.optional_text("use_class"),
            class_config: extension.object("class_config").cloned(),
            override_with: extension.optional_text("override_with"),
        })
    })
}

/// Whether `path` is lower-case dotted modules and then a class that begins with a capital.
pub fn is_class_path(path: &str) -> bool {
    let Some((modules, class)) = path.rsplit_once('.') else { return false };
    let is_module = |module: &str| {
        module.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
            && module.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    modules.split('.').all(is_module)
        && class.starts_with(|first: char| first.is_ascii_uppercase())
        && class.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_paths_are_modules_and_a_class() {
        for path in ["a.B", "custom.seg_2.Gmm", "_x.Y9"] {
            assert!(is_class_path(path), "{path}");
        }
        for path in ["Scorer", "a.b", "A.B", "a..B", "a.B_C", ".B", "a.B ", "a.1.B", ""] {
            assert!(!is_class_path(path), "{path}");
        }
    }
}
