//! Files that are never opened because of their names (`dss-api.md` 2.1).

/// Whether the last part of `path` is the name of a file that may hold keys or passwords, as
/// `apikeys.json`. A document of the project is judged by its folder first: a dataset may have any
/// name.
pub(super) fn is_secret(path: &str) -> bool {
    const WORDS: [&str; 8] =
        ["apikey", "credential", "secret", "password", "passwd", "privatekey", "accesstoken", "keystore"];
    const ENDINGS: [&str; 7] = [".pem", ".key", ".p12", ".pfx", ".jks", ".ppk", ".kdbx"];
    const NAMES: [&str; 5] = [".env", ".netrc", ".pgpass", "id_rsa", "id_ed25519"];
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let letters: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let has_word = WORDS.iter().any(|word| letters.contains(word));
    has_word || ENDINGS.iter().any(|ending| name.ends_with(ending)) || NAMES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_may_hold_keys() {
        for path in [
            "apikeys.json",
            "project_config/ApiKeys.json",
            "api-keys.json",
            "user_credentials.txt",
            "a/.env",
            "client_secret.json",
            "server.PEM",
        ] {
            assert!(is_secret(path), "{path}");
        }
        for path in ["params.json", "variables.json", "keys/readme.md", "monkey.json", "tags.json"] {
            assert!(!is_secret(path), "{path}");
        }
    }
}
