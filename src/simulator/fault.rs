//! Faults by request (`plan-apply.md` 3.6): what a network, a proxy or a DSS may do to an apply.

use serde::{Deserialize, Serialize};

use crate::dss::{Method, Response};

/// A fault, and the requests that it befalls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Only requests of this method, as `POST`.
    #[serde(default)]
    pub method: Option<String>,
    /// Only requests of this path below the base, without parameters; `*` stands for any text.
    #[serde(default = "any_path")]
    pub path: String,
    /// Only the nth of these requests, from 1; without it each of them.
    #[serde(default)]
    pub nth: Option<u64>,
    /// What happens.
    pub effect: Effect,
    /// How many of these requests have come.
    #[serde(default)]
    pub seen: u64,
}

/// What a fault does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// The request is not carried out; the answer has this status and text.
    Refuse {
        /// Any HTTP status.
        status: u16,
        /// Whatever a server, or something in between, says.
        #[serde(default)]
        body: String,
    },
    /// The request is not carried out, and there is no answer.
    DropBefore,
    /// The request is carried out, and there is no answer.
    DropAfter,
    /// The request is carried out, and half of the answer's body comes.
    Cut,
    /// The request is carried out, and the answer comes later.
    Delay {
        /// By so many milliseconds.
        milliseconds: u32,
    },
}

/// What a request comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The answer; none if the connection just ends.
    pub response: Option<Response>,
    /// Whether only the first half of the body comes before the connection ends.
    pub is_cut: bool,
    /// How long the answer takes, in milliseconds.
    pub delay: u32,
}

fn any_path() -> String {
    "*".to_owned()
}

/// The effects of all faults that befall a request. Every fault counts it.
pub(super) fn befalling(faults: &mut [Fault], method: Method, path: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for fault in faults {
        let is_method = fault.method.as_ref().is_none_or(|name| name.eq_ignore_ascii_case(method.name()));
        if !is_method || !matches(&fault.path, path) {
            continue;
        }
        fault.seen = fault.seen.saturating_add(1);
        if fault.nth.is_none_or(|nth| nth == fault.seen) {
            effects.push(fault.effect.clone());
        }
    }
    effects
}

/// Whether a text is of a pattern in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(place) => rest = &rest[place + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// What a request comes to under some effects, where `carry_out` does what it asks for.
pub(super) fn outcome(effects: &[Effect], carry_out: impl FnOnce() -> Response) -> Outcome {
    let delays = effects.iter().filter_map(|effect| match effect {
        Effect::Delay { milliseconds } => Some(*milliseconds),
        _ => None,
    });
    let delay = delays.fold(0_u32, u32::saturating_add);
    let first = effects.iter().find(|effect| !matches!(effect, Effect::Delay { .. }));
    match first {
        Some(Effect::DropBefore) => Outcome { response: None, is_cut: false, delay },
        Some(Effect::DropAfter) => {
            carry_out();
            Outcome { response: None, is_cut: false, delay }
        }
        Some(Effect::Refuse { status, body }) => {
            let response = Response { status: *status, headers: Vec::new(), body: body.clone().into_bytes() };
            Outcome { response: Some(response), is_cut: false, delay }
        }
        other => Outcome { response: Some(carry_out()), is_cut: other == Some(&Effect::Cut), delay },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("/projects/*", "/projects/P/recipes/", true),
            ("/projects/*/recipes/", "/projects/P/recipes/", true),
            ("/projects/*/recipes/", "/projects/P/recipes/r", false),
            ("*/a*b", "/x/a/b", true),
            ("a*a", "a", false),
            ("abc", "abcd", false),
            ("", "", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} of {text}");
        }
    }

    #[test]
    fn faults_are_data() {
        let text = r#"{"method": "POST", "nth": 2, "effect": {"refuse": {"status": 502}}}"#;
        let fault: Fault = serde_json::from_str(text).unwrap();
        assert_eq!((fault.path.as_str(), fault.nth), ("*", Some(2)));
        assert_eq!(fault.effect, Effect::Refuse { status: 502, body: String::new() });
        for text in [r#"{"effect": "drop_before"}"#, r#"{"effect": {"delay": {"milliseconds": 5}}}"#] {
            assert!(serde_json::from_str::<Fault>(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn only_the_nth_request_is_befallen() {
        let mut faults = [Fault {
            method: Some("post".to_owned()),
            path: "*/zones".to_owned(),
            nth: Some(2),
            effect: Effect::DropAfter,
            seen: 0,
        }];
        let mut befallen = |method, path| befalling(&mut faults, method, path).len();
        let requests = [
            (Method::Post, "/p/zones", 0),
            (Method::Get, "/p/zones", 0),
            (Method::Post, "/p/recipes", 0),
            (Method::Post, "/p/zones", 1),
            (Method::Post, "/p/zones", 0),
        ];
        for (method, path, expected) in requests {
            assert_eq!(befallen(method, path), expected, "{method:?} {path}");
        }
    }
}
