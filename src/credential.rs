//! What looks like a credential, by its name or by itself. A guess: it errs on the side of telling, and
//! never says what it saw.

/// Words at the end of a name that say its value is a credential.
const WORDS: [&str; 19] = [
    "accesstoken",
    "apikey",
    "apitoken",
    "authorization",
    "authtoken",
    "bearertoken",
    "credential",
    "credentials",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "privatekey",
    "pwd",
    "secret",
    "secrets",
    "token",
    "tokens",
];

/// Ends of such words: `dbpassword`, `PGPASSWORD`, `clientsecret`.
const ENDS: [&str; 5] = ["apikey", "passphrase", "passwd", "password", "secret"];

/// Words before `pass` that make it a credential: `low_pass` is a filter.
const OWNERS: [&str; 14] = [
    "admin", "auth", "db", "ftp", "http", "ldap", "mail", "pg", "proxy", "root", "smtp", "sql", "ssh", "user",
];

/// Words before `key` that make it a credential.
const KEYS: [&str; 10] =
    ["access", "account", "api", "auth", "encryption", "private", "secret", "shared", "signing", "storage"];

/// How known credentials start.
const STARTS: [&str; 30] = [
    "AGE-SECRET-KEY-",
    "AIza",
    "ATATT3",
    "SG.",
    "dapi",
    "dkuaps-",
    "dkuapiauth-",
    "dop_v1_",
    "gho_",
    "ghp_",
    "ghr_",
    "ghs_",
    "ghu_",
    "github_pat_",
    "glpat-",
    "https://hooks.slack.com/services/",
    "hvs.",
    "npm_",
    "pypi-",
    "rk_live_",
    "shpat_",
    "sk-",
    "sk_live_",
    "xapp-",
    "xoxa-",
    "xoxb-",
    "xoxp-",
    "xoxs-",
    "ya29.",
    "whsec_",
];

/// What stands before a credential in a header, in lower case.
const SCHEMES: [&str; 4] = ["bearer ", "basic ", "token ", "apikey "];

/// Whether `name` says that what it names is a credential: `db_password`, `apiKey`, `AUTH-TOKEN-2`.
/// Names that only speak of one, as `password_policy` or `tokenizer`, do not.
pub fn is_named(name: &str) -> bool {
    let words = words(name);
    let mut last = words.iter().rev().map(String::as_str).filter(|word| *word != "value");
    match last.next() {
        Some("key" | "keys") => last.next().is_some_and(|before| KEYS.contains(&before)),
        Some("pass") => last.next().is_some_and(|before| OWNERS.contains(&before)),
        Some(word) => WORDS.contains(&word) || ENDS.iter().any(|end| word.ends_with(end)),
        None => false,
    }
}

/// Whether `text` is one whatever it is called: a private key, a key in a known form, or an address with
/// a password in it.
pub fn is_one(text: &str) -> bool {
    let text = text.trim();
    is_private_key(text)
        || STARTS.iter().any(|start| text.strip_prefix(start).is_some_and(is_mixed))
        || text.strip_prefix("hf_").is_some_and(|rest| is_mixed(rest) && !rest.contains('_'))
        || in_header(text)
        || has_oracle_password(text)
        || is_aws_key(text)
        || is_web_token(text)
        || has_password(text)
}

/// Whether `text` is nothing but a placeholder: `{{ env.NAME }}`, or DSS's `${name}`.
pub fn is_placeholder(text: &str) -> bool {
    let inside =
        |open: &str, close: &str| text.trim().strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let name = inside("{{", "}}").or_else(|| inside("${", "}"));
    name.is_some_and(|name| !name.trim().is_empty() && !name.contains(['{', '}']))
}

/// The lower-case words of a name in any case, without the numbers at its end.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in name.trim_end_matches(|letter: char| !letter.is_alphabetic()).chars() {
        let starts = letter.is_uppercase() && before.is_lowercase() || !before.is_alphanumeric();
        if letter.is_alphanumeric() {
            if starts {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(letter.to_lowercase());
            }
        }
        before = letter;
    }
    words
}

/// Whether a line begins or ends a private key.
pub fn is_private_key(text: &str) -> bool {
    text.contains("PRIVATE KEY-----") || text.contains("PRIVATE KEY BLOCK-----")
}

/// Whether it goes on for a while in letters that mean nothing.
fn is_opaque(rest: &str) -> bool {
    rest.len() >= 12 && rest.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether it is opaque and no word: it has a figure, or a capital letter that does not begin it.
fn is_mixed(rest: &str) -> bool {
    let has_figure = rest.bytes().any(|byte| byte.is_ascii_digit());
    is_opaque(rest) && (has_figure || rest.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()))
}

/// `Bearer abc…`, `Basic dXNlcjpw…`, however they are written.
fn in_header(text: &str) -> bool {
    let rest = |scheme: &&str| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    SCHEMES.iter().filter_map(rest).any(is_mixed) || rest(&"bearer ").is_some_and(is_opaque)
}

/// `jdbc:oracle:thin:user/password@host`.
fn has_oracle_password(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("jdbc:oracle:") else { return false };
    let Some((before, _)) = rest.split_once('@') else { return false };
    before.split_once('/').is_some_and(|(_, password)| !password.is_empty() && !is_placeholder(password))
}

fn is_aws_key(text: &str) -> bool {
    let rest = text.strip_prefix("AKIA").or_else(|| text.strip_prefix("ASIA"));
    rest.is_some_and(|rest| {
        rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// A JSON web token: three parts in base 64, the first of which starts like a JSON object.
fn is_web_token(text: &str) -> bool {
    let is_part = |part: &str| {
        part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    text.starts_with("eyJ") && text.split('.').count() == 3 && text.split('.').all(is_part)
}

/// `https://user:password@host`, unless the password is a placeholder.
fn has_password(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    user.split_once(':').is_some_and(|(_, password)| !password.is_empty() && !is_placeholder(password))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_end_in_certain_words() {
        for name in [
            "password",
            "db_password",
            "dbPassword",
            "DB_PASSWORD_2",
            "api_key",
            "apiKey",
            "API-KEY",
            "apikey",
            "aws_secret_access_key",
            "client.secret",
            "authToken",
            "tokens",
            "passphrase",
            "secret_value",
            "storageAccountKey",
            "credentials",
            "Authorization",
            "PGPASSWORD",
            "smtp_pass",
            "clientsecret",
        ] {
            assert!(is_named(name), "{name}");
        }
        for name in [
            "",
            "key",
            "primary_key",
            "sort_keys",
            "password_policy",
            "tokenizer",
            "token_limit",
            "secretary",
            "passwordless",
            "connection",
            "keyboard",
            "low_pass",
            "pass",
            "authorizations",
            "public_key",
            "42",
        ] {
            assert!(!is_named(name), "{name}");
        }
    }

    #[test]
    fn some_credentials_are_known_by_their_form() {
        for text in [
            "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
            "AKIAIOSFODNN7EXAMPLE",
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "dkuaps-Zm9vYmFyYmF6cXV4",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N",
            "postgres://ada:hunter2@db.example.com/x",
            "jdbc:oracle:thin:scott/tiger@//db:1521/x",
            "bearer 8d1f0a7c3b5e4f62",
            "Bearer abcdefghijklmNop",
            "Basic YWRhOmh1bnRlcjI=",
            "token 8d1f0a7c3b5e4f62",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----",
            "dapi0123456789abcdef0123456789abcdef",
            "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXX",
        ] {
            assert!(is_one(text), "{text}");
        }
        for text in [
            "",
            "AKIA",
            "ghp_",
            "a text",
            "https://example.com/a@b",
            "https://ada@example.com",
            "https://ada:${pw}@example.com",
            "eyJ.a.b",
            "Basic understanding of things",
            "Basic understanding",
            "sk-learn-pipelines",
            "hf_transformers",
            "jdbc:oracle:thin:@//db:1521/x",
            "Token economics2024 explained",
        ] {
            assert!(!is_one(text), "{text}");
        }
    }

    #[test]
    fn placeholders_hold_no_credential() {
        assert!(is_placeholder("{{ env.DB_PASSWORD }}") && is_placeholder("${db_password}"));
        assert!(!is_placeholder("{{ }}") && !is_placeholder("a{{ env.X }}") && !is_placeholder("{{a}}{{b}}"));
    }
}
