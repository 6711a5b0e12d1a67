//! Credentials in a text of any language: code, addresses, connection strings, notes.

use crate::credential::{is_named, is_one, is_placeholder, is_private_key};

/// Most letters of a name before `=`.
const MAX_NAME: usize = 64;
/// Most letters of a value that are looked at.
const MAX_VALUE: usize = 200;
/// Bytes before a sign that are looked at: a name, and what it may be quoted with.
const MAX_BEFORE: usize = 512;
/// Bytes from a sign on that are looked at: a value, and the type that may stand before it.
const MAX_BEHIND: usize = 1_024;

/// The first line, from 1, that holds a credential: by itself, or as what a name is given.
pub(super) fn line_of_credential(text: &str) -> Option<usize> {
    let holds =
        |line: &str| is_private_key(line) || holds_one(line) || assigns_one(line) || commands_one(line);
    text.lines().position(holds).map(|line| line + 1)
}

fn holds_one(line: &str) -> bool {
    let is_quote = |letter: char| matches!(letter, '"' | '\'' | '`');
    let ends = |letter: char| {
        letter.is_whitespace() || matches!(letter, '=' | ',' | ';' | '(' | ')' | '<' | '>' | '[' | ']')
    };
    let quoted = line.split(is_quote);
    quoted.flat_map(|part| std::iter::once(part).chain(part.split(ends))).any(is_one) || has_header(line)
}

/// `Authorization: Bearer abc`, where what it names stands behind a colon.
fn has_header(line: &str) -> bool {
    let tails = line.match_indices(':').filter_map(|(at, _)| line.get(at + 1..));
    let cut = |tail: &str| {
        let ends = |letter: char| matches!(letter, '"' | '\'' | '`' | ',' | ';' | ')' | '}');
        is_one(tail.split(ends).next().unwrap_or_default())
    };
    tails.take(16).any(cut)
}

/// `password = "…"`, `?password=…&`, `;Pwd=…;`, `PASSWORD '…'`: wherever a name is given a value.
fn assigns_one(line: &str) -> bool {
    let places = line.char_indices().filter(|(_, letter)| matches!(letter, '=' | ':' | '"' | '\''));
    places.filter_map(|(at, sign)| Some((around(line, at)?, sign))).any(|((before, rest), sign)| {
        if matches!(sign, '"' | '\'') {
            return sign == '\'' && before.ends_with(' ') && is_given_by_a_word(before) && is_text(rest);
        }
        if rest.starts_with("==") || before.ends_with(['=', '!', '<', '>']) {
            return false;
        }
        let name = name_before(before);
        is_named(name) && is_value(before, name, rest.get(1..).unwrap_or_default(), sign)
    })
}

/// What stands before and from `at` on, as far as names and values go: a line may be a whole file of signs.
fn around(line: &str, at: usize) -> Option<(&str, &str)> {
    let (before, rest) = line.split_at_checked(at)?;
    let start = (at.saturating_sub(MAX_BEFORE)..=at).find(|start| before.is_char_boundary(*start))?;
    let most = rest.len().min(MAX_BEHIND);
    let end = (0..=most).rev().find(|end| rest.is_char_boundary(*end))?;
    Some((before.get(start..)?, rest.get(..end)?))
}

/// The name at the end of a text, without quotes and brackets behind it.
fn name_before(before: &str) -> &str {
    let before = before.trim_end_matches([' ', '\t', '"', '\'', '`', ']', ':', '\\']);
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let length: usize =
        before.chars().rev().take(MAX_NAME).take_while(|letter| is_part(*letter)).map(char::len_utf8).sum();
    before.get(before.len() - length..).unwrap_or_default()
}

/// SQL: `PASSWORD 'hunter2'`, `IDENTIFIED BY 'hunter2'`.
fn is_given_by_a_word(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().map(str::to_lowercase);
    match words.next().as_deref() {
        Some("password") => true,
        Some("by") => words.next().as_deref() == Some("identified"),
        _ => false,
    }
}

/// Whether what is given to `name` is a credential and no expression that names one.
fn is_value(before: &str, name: &str, rest: &str, sign: char) -> bool {
    let value = rest.trim_start_matches(['=', ':', ' ', '\t', '>', '\\']);
    if is_text(value) {
        return true;
    }
    // `password: str = "…"`
    if sign == ':'
        && value.split_once('=').is_some_and(|(kind, text)| is_type(kind) && is_text(text.trim_start()))
    {
        return true;
    }
    let value: String = value
        .chars()
        .take(MAX_VALUE)
        .take_while(|letter| {
            !letter.is_whitespace() && !matches!(letter, ';' | '&' | '"' | '\'' | '`' | ',' | ')' | '}')
        })
        .collect();
    let is_expression =
        value.is_empty() || is_placeholder(&value) || value.contains(['(', '[', '{', '$', '<', '%']);
    if is_expression {
        return false;
    }
    let start = before.strip_suffix(name).unwrap_or(before);
    let ending = rest.trim_start().get(value.len()..).unwrap_or_default();
    let in_connection = sign == '=' && (start.ends_with(['?', '&', ';']) || ending.starts_with([';', '&']));
    in_connection || is_attached(name, before, &value, sign, ending)
}

/// An unquoted value that cannot be the name of a variable: `PGPASSWORD=hunter2`, `password: hunter2`.
fn is_attached(name: &str, before: &str, value: &str, sign: char, ending: &str) -> bool {
    let is_close = before.ends_with(name) || before.ends_with(['"', '\'']);
    // A call of a method or a member of something is code.
    let is_code = value.contains('.') || ending.starts_with(['(', '[', '.']);
    let figures = value.bytes().filter(u8::is_ascii_digit).count();
    let is_number = figures == value.len();
    let has_sign = value.contains(['!', '@', '#', '^', '*', '+', '/']);
    let ends_well =
        ending.trim_start().is_empty() || sign == '=' || ending.starts_with([',', '}', '"', '\'']);
    is_close
        && ends_well
        && !is_code
        && if is_number {
            figures >= 6 && !name.to_lowercase().ends_with("tokens")
        } else {
            figures > 0 || has_sign
        }
}

/// Whether it begins with a quoted text that is neither empty nor says where the credential is.
fn is_text(value: &str) -> bool {
    let value = value.trim_start_matches(['b', 'f', 'r', 'u']);
    let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'' | '`')) else {
        return false;
    };
    let inside = value.trim_start_matches(quote).split(quote).next().unwrap_or_default();
    // The quote ended a text, as in `ask("Password: ", …)`.
    if inside.starts_with([',', ')', ']', '}', ':', ' ']) {
        return false;
    }
    let says_where =
        inside.contains(['{', '$', '%']) && inside.contains(['}', ')', '$']) || inside.starts_with('<');
    !inside.trim_matches(['*', 'x', '.']).is_empty() && !is_placeholder(inside) && !says_where
}

fn is_type(kind: &str) -> bool {
    kind.trim()
        .chars()
        .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '[' | ']' | '|' | ' ' | '.'))
}

/// `curl -u ada:hunter2`, `--password hunter2`.
fn commands_one(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let Some(value) = words.peek().map(|value| value.trim_matches(['"', '\''])) else { return false };
        let is_literal = !value.is_empty() && !value.starts_with(['-', '$', '<', '{', '%']);
        let is_user = matches!(word, "-u" | "--user")
            && value.split_once(':').is_some_and(|(user, password)| {
                !user.is_empty() && !password.is_empty() && !password.starts_with(['$', '<', '{', '%', '/'])
            });
        let is_option = word.strip_prefix("--").is_some_and(is_named);
        // What goes on in words is a sentence about the option.
        let is_word = value.chars().all(char::is_alphabetic);
        if is_literal && (is_user || is_option) && !(is_word && words.clone().nth(1).is_some()) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_found_in_any_language() {
        for text in [
            "conn = psycopg2.connect(host='db', user='ada', password='hunter2')",
            "{\"user\": \"ada\", \"password\": \"hunter2\"}",
            "config[\"password\"] = \"hunter2\"",
            "password: str = 'hunter2'",
            "url = 'jdbc:postgresql://db/x?user=ada&password=secretly'",
            "jdbc:sqlserver://db:1433;databaseName=x;user=sa;password=secretly",
            "Driver={SQL Server};Uid=ada;Pwd=secretly;",
            "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcDEF==;EndpointSuffix=x",
            "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
            "PGPASSWORD=hunter2 psql -h db",
            "# password: hunter2",
            "  {\"text\": \"password: hunter2\"}",
            "headers = {'Authorization': 'Basic YWRhOmh1bnRlcjI='}",
            "curl -H 'Authorization: Bearer 8d1f0a7c3b5e4f62' https://x",
            "curl -u ada:hunter2 https://x",
            "tool --api-key abcdef",
            "create user ada identified by 'hunter2'",
            "alter role ada password 'hunter2'",
            "credentials=(aws_key_id='x' aws_secret_key='wJalr')",
            "https://api.example.com/v1?access_token=abcdef",
            "see https://ada:hunter2@example.com, it works",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
            "key = \"AKIAIOSFODNN7EXAMPLE\"",
            "password=12345678",
        ] {
            assert_eq!(line_of_credential(text), Some(1), "{text}");
        }
        assert_eq!(line_of_credential("a\nb\npassword = 'x1'"), Some(3));
    }

    /// Without bounds each sign of a long line would look through all of it.
    #[test]
    fn a_sign_is_judged_by_what_stands_near() {
        let line = "ü: ".repeat(2_000);
        for (at, _) in line.char_indices() {
            let (before, rest) = around(&line, at).unwrap();
            assert!(before.len() <= MAX_BEFORE && rest.len() <= MAX_BEHIND, "{at}");
            assert!(line[..at].ends_with(before) && line[at..].starts_with(rest), "{at}");
        }
        for signs in [":", "=", "' ", "token: ", "password=", "b'"] {
            assert_eq!(line_of_credential(&signs.repeat(10_000)), None, "{signs}");
        }
        assert_eq!(line_of_credential(&format!("{line}password = 'hunter2'")), Some(1));
    }

    #[test]
    fn what_only_speaks_of_credentials_is_none() {
        for text in [
            "",
            "token = os.environ['TOKEN']",
            "password: \"{{ env.PW }}\"",
            "password = \"${db_password}\"",
            "password=${db_password}",
            "password = get_secret('db')",
            "password = f\"{pw}\"",
            "connect(user=user, password=password)",
            "tokens = 5",
            "max_tokens=256000",
            "key: 'x'",
            "secret = ''",
            "password = '****'",
            "if password == 'other':",
            "ask('Password: ', stream=None)",
            "ask(\"Password: \")",
            "print('pushing token ' + repr(token))",
            "the token \"NUMBER\" is defined",
            "by the --username and --password options instead",
            "# the password: see the vault",
            "# token: none",
            "token: str",
            "def f(token: str, secret: bytes) -> None:",
            "select token, count(*) from tokens where token = other.token group by 1",
            "for token in text.split(' '):",
            "df['tokens'] = df['text'].str.split(' ')",
            "https://example.com/a?page=2&token_limit=5",
            "jdbc:postgresql://db/x?user=ada",
            "sort_key='a'",
            "curl -u $USER:$PASSWORD https://x",
            "tool --password $PASSWORD",
            "primary key (id)",
        ] {
            assert_eq!(line_of_credential(text), None, "{text}");
        }
    }
}
