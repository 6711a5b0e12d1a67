//! The keys of `config.json`, so that a mistyped one is told.

use crate::block::fields::Fields;

/// Keys of the file itself. `$schema` is for editors.
pub(super) const FILE: &[&str] = &["$schema", "version", "instances", "registries", "defaults", "policies"];

/// Keys of an instance.
pub(super) const INSTANCE: &[&str] = &["name", "kind", "url", "prefix", "bearer", "notes"];

/// Keys of a registry.
pub(super) const REGISTRY: &[&str] = &["key", "url"];

/// Keys of the defaults.
pub(super) const DEFAULTS: &[&str] = &["environment", "strict", "idle_minutes"];

/// Words in the name of a key under which somebody would write a secret.
const SECRETS: [&str; 5] = ["apikey", "password", "secret", "token", "authorization"];

/// Most unknown keys of one object that are told.
const MOST_TOLD: usize = 5;

/// Remarks on each key that is not among `known`. Its value is never quoted.
pub(super) fn check(fields: &mut Fields<'_>, known: &[&str]) {
    let unknown: Vec<String> =
        fields.members.keys().filter(|key| !known.contains(&key.as_str())).take(MOST_TOLD).cloned().collect();
    for key in unknown {
        let plain: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_lowercase();
        if SECRETS.iter().any(|word| plain.contains(word)) {
            fields.remark(
                &key,
                "has no place here and was not read: the file is public, so a secret in it is known to all. Replace that secret",
            );
        } else {
            fields.remark(&key, &format!("is not known and was left out; there are {}", known.join(", ")));
        }
    }
}
