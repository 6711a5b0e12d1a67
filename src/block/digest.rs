//! The digest of a manifest, as the lock file of a project keeps it.

use serde_json::Value;

use crate::value::{canonical, sha256};

/// Members that may change after publishing: a version can be deprecated, and times are no content.
const NOT_CONTENT: [&str; 4] = ["created_at", "updated_at", "deprecated", "deprecated_message"];

/// SHA-256 of the canonical JSON of a manifest, without what may change after publishing
/// (`blocks.md` 1.6, 9.4).
pub fn digest(document: &serde_json::Map<String, Value>) -> String {
    let mut content = document.clone();
    for key in NOT_CONTENT {
        content.remove(key);
    }
    if let Some(Value::Object(metadata)) = content.get_mut("metadata") {
        for key in NOT_CONTENT {
            metadata.remove(key);
        }
    }
    sha256(&canonical(&Value::Object(content)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn deprecating_a_version_does_not_change_its_content() {
        let of = |value: Value| digest(value.as_object().unwrap());
        let published = of(json!({"block_id": "A", "created_at": "x"}));
        assert_eq!(published, of(json!({"block_id": "A", "deprecated": true, "updated_at": "y"})));
        assert_ne!(published, of(json!({"block_id": "A", "name": "n"})));
    }
}
