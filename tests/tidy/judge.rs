//! How each law finds what breaks it.

use crate::source::{Project, Source};

/// A line and what is wrong there.
pub(crate) type Finding = (usize, String);

const BANNED_WORDS: [&str; 7] = ["manager", "handler", "service", "helper", "util", "item", "info"];
const BROWSER: [&str; 8] = [
    "console_error_panic_hook",
    "gloo_net",
    "idb",
    "js_sys",
    "leptos",
    "target_arch",
    "wasm_bindgen",
    "web_sys",
];
const SURROUNDINGS: [&str; 7] = ["env", "fs", "io", "net", "process", "thread", "time"];
const PANICS: [&[&str]; 6] = [
    &[".", "unwrap", "("],
    &[".", "expect", "("],
    &["panic", "!"],
    &["todo", "!"],
    &["unimplemented", "!"],
    &["unreachable", "!"],
];
const HTML: [&str; 5] =
    ["inner_html", "set_inner_html", "outer_html", "set_outer_html", "insert_adjacent_html"];
const SORTS: [&str; 6] =
    ["sort", "sort_by", "sort_by_key", "sort_unstable", "sort_unstable_by", "sort_unstable_by_key"];
const EFFECTS: [&str; 4] = ["Effect", "RenderEffect", "ImmediateEffect", "AsyncEffect"];

pub(crate) fn found(source: &Source, pattern: &[&str], problem: &str) -> Vec<Finding> {
    source.lines_of(pattern).into_iter().map(|line| (line, problem.to_owned())).collect()
}

pub(crate) fn upward_uses(source: &Source, project: &Project) -> Vec<Finding> {
    let position = |module: &str| project.order.iter().position(|name| name == module);
    let Some(own) = source.module().first().and_then(|name| position(name)) else { return Vec::new() };
    let judge = |name: &str| match position(name) {
        Some(used) if used <= own => None,
        Some(_) => Some(format!("`{name}` stands below `{}` in lib.rs", project.order[own])),
        None => Some(format!("`{name}` is no module of lib.rs: name the module that holds it")),
    };
    let names = source.names_below("crate").into_iter();
    names.filter_map(|name| judge(&name.text).map(|problem| (name.line, problem))).collect()
}

pub(crate) fn uses_of_the_root(source: &Source, _: &Project) -> Vec<Finding> {
    let climb = ["super", ":", ":"].repeat(source.module().len());
    if climb.is_empty() { Vec::new() } else { found(source, &climb, "write `crate::`") }
}

pub(crate) fn undeclared(source: &Source, project: &Project) -> Vec<Finding> {
    let module = source.module();
    let Some((name, parents)) = module.split_last() else { return Vec::new() };
    let holders = match parents {
        [] => vec!["src/lib.rs".to_owned(), "src/main.rs".to_owned()],
        parents => vec![format!("src/{}.rs", parents.join("/"))],
    };
    let declares = |holder: &&Source| {
        // Tests in a file of their own are declared under `#[cfg(test)]`, which `declared` leaves out.
        holders.contains(&holder.path)
            && (source.is_test() || holder.declared().iter().any(|found| found == name))
    };
    match project.sources.iter().find(declares) {
        Some(_) => Vec::new(),
        None => vec![(1, format!("no `mod {name};` in {}, so it is dead", holders.join(" or ")))],
    }
}

pub(crate) fn missing_doc(source: &Source, _: &Project) -> Vec<Finding> {
    if source.text.starts_with("//! ") {
        return Vec::new();
    }
    vec![(1, "say in one sentence what the file holds".into())]
}

pub(crate) fn banned_names(source: &Source, _: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in source.path.trim_end_matches(".rs").split('/') {
        findings.extend(banned_word(part).map(|word| (1, format!("`{word}` in the file's name"))));
    }
    for pair in source.code.windows(2) {
        let (keyword, name) = (pair[0].text.as_str(), pair[1].text.as_str());
        if !["struct", "enum", "trait", "type", "fn", "mod"].contains(&keyword) {
            continue;
        }
        let is_engine = keyword != "fn" && words(name).iter().any(|word| word == "engine");
        let word = if is_engine { Some("engine") } else { banned_word(name) };
        findings.extend(word.map(|word| (pair[1].line, format!("`{word}` in `{name}`"))));
    }
    findings
}

fn banned_word(name: &str) -> Option<&'static str> {
    let words = words(name);
    BANNED_WORDS
        .into_iter()
        .find(|banned| words.iter().any(|word| word.strip_suffix('s').unwrap_or(word) == *banned))
}

/// The lower-case words of a name in either case.
fn words(name: &str) -> Vec<String> {
    let mut spaced = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            spaced.push('_');
        }
        spaced.extend(letter.to_lowercase());
    }
    spaced.split(['_', '-']).map(str::to_owned).collect()
}

pub(crate) fn panics(source: &Source, _: &Project) -> Vec<Finding> {
    let problem = |pattern: &[&str]| format!("`{}` ends the app: return what went wrong", pattern.concat());
    PANICS.iter().flat_map(|pattern| found(source, pattern, &problem(pattern))).collect()
}

pub(crate) fn sorts(source: &Source, _: &Project) -> Vec<Finding> {
    let problem = |name: &str| format!("`.{name}`: use `sorting`");
    SORTS.iter().flat_map(|name| found(source, &[".", name, "("], &problem(name))).collect()
}

pub(crate) fn browser_in_core(source: &Source, _: &Project) -> Vec<Finding> {
    let problem = |name: &str| format!("`{name}` belongs into src/ui");
    BROWSER.iter().flat_map(|name| found(source, &[name], &problem(name))).collect()
}

pub(crate) fn surroundings_in_core(source: &Source, _: &Project) -> Vec<Finding> {
    let names = source.names_below("std").into_iter();
    let impure = names.filter(|name| SURROUNDINGS.contains(&name.text.as_str()));
    impure.map(|name| (name.line, format!("`std::{}`: take it as a value", name.text))).collect()
}

pub(crate) fn style_attributes(source: &Source, _: &Project) -> Vec<Finding> {
    let mut findings = found(source, &["\"style\""], "set single properties, as `style:color=...`");
    for window in source.code.windows(4) {
        let [before, name, equals, after] = window else { continue };
        let is_equals = equals.text == "=" && after.text != "=" && after.text != ">";
        let is_rust = ["let", "mut", ".", ";", "{", ","].contains(&before.text.as_str());
        if name.text == "style" && is_equals && !is_rust {
            findings.push((name.line, "set single properties, as `style:color=...`".into()));
        }
    }
    findings
}

pub(crate) fn html_from_text(source: &Source, _: &Project) -> Vec<Finding> {
    HTML.iter().flat_map(|name| found(source, &[name], "build a view instead")).collect()
}

pub(crate) fn unexplained_effects(source: &Source, _: &Project) -> Vec<Finding> {
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    let explained = |line: usize| {
        let above = lines[..line - 1].iter().rev();
        // The statement may start on the line before, as in `let stop =`.
        above.take(2).any(|text| text.starts_with("//"))
    };
    let effects = EFFECTS.iter().flat_map(|name| source.lines_of(&[name, ":", ":"]));
    let unexplained = effects.filter(|line| !explained(*line));
    unexplained.map(|line| (line, "say above it what outside the views it reaches".into())).collect()
}

/// The type that only the gate may make.
const GATED: &str = "ApprovedPlan";
/// The file of the gate.
pub(crate) const GATE: &str = "src/approval.rs";

pub(crate) fn made_beside_the_gate(source: &Source, _: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut made = 0;
    for (at, window) in source.code.windows(3).enumerate() {
        let [before, name, open] = window else { continue };
        let is_own = name.text == GATED || source.path == GATE && name.text == "Self";
        if !is_own || open.text != "{" || before.text == ">" {
            continue;
        }
        match before.text.as_str() {
            "impl" | "for" => {}
            "struct" => findings.extend(opened(source, at)),
            _ if source.path == GATE && name.text == GATED && made == 0 => made = 1,
            _ => findings.push((name.line, format!("only `approve` makes an `{GATED}`"))),
        }
    }
    findings
}

/// What of the struct at a position lets others make one: public fields, derived ways.
fn opened(source: &Source, at: usize) -> Vec<Finding> {
    let body = source.code[at..].iter().take_while(|token| token.text != "}");
    let is_public = |token: &&crate::source::Token| token.text == "pub";
    let mut findings: Vec<Finding> =
        body.filter(is_public).map(|token| (token.line, "its fields are its own".to_owned())).collect();
    let derived = source.code[..at].iter().rev().take_while(|token| token.text != "#");
    let makes = derived.filter(|token| ["Default", "Deserialize"].contains(&token.text.as_str()));
    findings.extend(makes.map(|token| (token.line, format!("`{}` makes one of nothing", token.text))));
    findings
}
