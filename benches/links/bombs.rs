//! Links that are small and would become large, and how fast each is refused.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use blockwright::envelope::{Carrier, Digest, open};
use blockwright::plan_link::read_envelope;
use blockwright::review::{View, review};
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Value, json};

use crate::clock::{best, clock};
use crate::columns::{aligned, figures};

/// A link as an attacker makes it, with a right digest and a right check (`docs/plan-link.md`).
fn forged(kind: char, text: &str) -> String {
    let prefix = format!("p1.{kind}1.{}.", Digest::of(text).text());
    let mut body = compress_to_vec(text.as_bytes(), 9);
    let mut sum = crc32fast::Hasher::new();
    sum.update(prefix.as_bytes());
    sum.update(&body);
    body.extend(sum.finalize().to_le_bytes());
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(body))
}

fn payload(kind: char, payload: &Value) -> String {
    forged(kind, &blockwright::value::canonical(payload))
}

fn source(config: &str) -> String {
    let payload_of = json!({"environment": "", "files": {"project.yml": config}, "format": "source",
        "plan": ["00", [0, 0, 0, 0]], "version": 1});
    payload('s', &payload_of)
}

fn bombs() -> Vec<(&'static str, Carrier, String)> {
    let keys: Vec<String> = (0..8_000).map(|at| format!("k{at}")).collect();
    let row = json!([1, vec![Value::from(0); 8_000]]);
    let shapes = json!({"format": "full", "plan": [[keys], vec![row; 40]], "version": 1});
    let patches: Vec<Value> = (0..30_000).map(|at| json!([1, format!("dataset.D{at}"), {}, [{}]])).collect();
    let actions = json!({"format": "full", "version": 1,
        "plan": [[["project_key"]], [0, [1, "P"], [0, [0, 1, "dataset.A", [0], 0, [0, 9_999_999]]]]], "x": patches});
    let levels: Vec<String> = (1..30)
        .map(|level| {
            let before = level - 1;
            format!("x{level}: &x{level} [{}]\n", vec![format!("*x{before}"); 9].join(", "))
        })
        .collect();
    let aliases = format!("x0: &x0 [a]\n{}", levels.concat());
    vec![
        ("40 MB of spaces", Carrier::Link, forged('s', &" ".repeat(40 << 20))),
        ("4 MiB of spaces", Carrier::Link, forged('s', &" ".repeat(4 << 20))),
        ("a million levels", Carrier::Link, forged('s', &"[".repeat(1_000_000))),
        ("a million numbers", Carrier::Link, forged('s', &format!("[{}0]", "0, ".repeat(1_000_000)))),
        ("a million objects", Carrier::Link, forged('f', &format!("[{}{{}}]", "{}, ".repeat(1_000_000)))),
        ("400,000 empty texts", Carrier::Link, forged('s', &format!("[{}\"\"]", "\"\", ".repeat(390_000)))),
        ("keys repeated by a table", Carrier::File, payload('f', &shapes)),
        ("30,000 patches", Carrier::File, payload('f', &actions)),
        ("aliases of aliases in YAML", Carrier::Link, source(&aliases)),
        ("a thousand levels in YAML", Carrier::Link, source(&format!("a: {}", "[".repeat(1_000)))),
        ("a hundred thousand keys in YAML", Carrier::Link, source(&"a: 1\n".repeat(100_000))),
        ("10 MB in a link", Carrier::Link, format!("p1.s1.{}.{}", "A".repeat(43), "A".repeat(10 << 20))),
        ("10 MB in a file", Carrier::File, format!("p1.s1.{}.{}", "A".repeat(43), "A".repeat(10 << 20))),
    ]
}

/// Whether nothing came of a link, and why.
fn refuse(text: &str, carrier: Carrier) -> String {
    let link = match open(text, carrier).and_then(read_envelope) {
        Ok(link) => link,
        Err(refusal) => return refusal.to_string(),
    };
    let view = View { now: "2026-11-29T08:00:00Z", ..View::default() };
    let review = review(&link, &view);
    let analysis = review.analysis.as_ref().unwrap();
    assert!(analysis.plan.is_none(), "a bomb has a plan");
    analysis.problems.first().map(|problem| problem.message.clone()).unwrap_or_default()
}

/// The bombs with their size, time and refusal; ends the bench if one takes longer than `budget`.
pub(crate) fn table(budget: f64) -> String {
    let clock = clock();
    let mut lines = vec![["bomb", "characters", "ms", "met", "refused because"].map(str::to_owned).to_vec()];
    for (name, carrier, text) in bombs() {
        let why = refuse(&text, carrier);
        let time = best(&clock, || refuse(&text, carrier));
        let met = if time <= budget { "yes" } else { "NO" };
        let why: String = why.trim_start_matches("The link was not opened: ").chars().take(60).collect();
        let mut line = vec![name.to_owned()];
        line.extend(figures(&[f64::from(u32::try_from(text.len()).unwrap()), time]));
        line.extend([met.to_owned(), why]);
        lines.push(line);
    }
    aligned(&lines)
}
