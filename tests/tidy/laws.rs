//! The laws, each with snippets that break it and snippets that keep it. Only the laws of names
//! and docs judge tests.

use crate::judge::{
    Finding, GATE, banned_names, browser_in_core, found, html_from_text, made_beside_the_gate, missing_doc,
    panics, sorts, style_attributes, surroundings_in_core, undeclared, unexplained_effects, upward_uses,
    uses_of_the_root,
};
use crate::source::{Project, Source};

/// One law, with the proof that it can fail.
pub(crate) struct Law {
    pub(crate) says: &'static str,
    /// Whether it judges a file.
    pub(crate) binds: fn(&Source) -> bool,
    pub(crate) judge: fn(&Source, &Project) -> Vec<Finding>,
    /// Paths and texts.
    pub(crate) broken: &'static [(&'static str, &'static str)],
    pub(crate) kept: &'static [(&'static str, &'static str)],
}

impl Law {
    /// What the law finds in a snippet of a sample project; `None` if it does not judge the path.
    pub(crate) fn findings(&self, path: &str, text: &str) -> Option<Vec<Finding>> {
        let lib = Source::new("src/lib.rs", "pub mod text; pub mod diagnostic; pub mod yaml;");
        let source = Source::new(path, text);
        let binds = (self.binds)(&source);
        binds.then(|| (self.judge)(&source, &Project::new(vec![lib])))
    }
}

pub(crate) const LAWS: &[Law] = &[
    Law {
        says: "a module uses only modules above it in lib.rs",
        binds: Source::is_core,
        judge: upward_uses,
        broken: &[
            ("src/text.rs", "use crate::diagnostic::Severity;"),
            ("src/text.rs", "use crate::{\n text::Edit,\n diagnostic::Severity};"),
            ("src/text/edit.rs", "fn f() { crate::yaml::parse() }"),
        ],
        kept: &[
            ("src/diagnostic/render.rs", "use crate::{text::{Edit, yaml}, diagnostic::Severity};"),
            ("src/text.rs", "// use crate::yaml;\n#[cfg(test)]\nmod tests { use crate::yaml::parse; }"),
        ],
    },
    Law {
        says: "the crate's root is reached by `crate`, never by `super`",
        binds: Source::is_core,
        judge: uses_of_the_root,
        broken: &[
            ("src/text.rs", "use super::yaml;"),
            ("src/text/edit.rs", "use super::super::diagnostic::Severity;"),
        ],
        kept: &[("src/text/edit.rs", "use super::Range;")],
    },
    Law {
        says: "a file is declared by the module above it",
        binds: |source| source.path.starts_with("src/"),
        judge: undeclared,
        broken: &[("src/forgotten.rs", "pub struct Forgotten;")],
        kept: &[("src/text.rs", "pub struct Edit;"), ("src/main.rs", "fn main() {}")],
    },
    Law {
        says: "a file opens with a `//!` doc",
        binds: |_| true,
        judge: missing_doc,
        broken: &[("src/text.rs", "/// An edit.\npub struct Edit;"), ("tests/web.rs", "")],
        kept: &[("src/text.rs", "//! Texts and edits.\npub struct Edit;")],
    },
    Law {
        says: "a name holds no word that says nothing",
        binds: |_| true,
        judge: banned_names,
        broken: &[
            ("src/text.rs", "fn edit_utils() {}"),
            ("src/text.rs", "struct EditManager;"),
            ("src/text.rs", "enum Engine {}"),
            ("src/ui/text.rs", "mod click_handlers {}"),
            ("src/edit_helpers.rs", ""),
            ("src/services/edit.rs", ""),
        ],
        kept: &[
            ("src/text.rs", "fn utility() { let item = info(); }"),
            ("src/engineering.rs", "fn engine() {}"),
        ],
    },
    Law {
        says: "`sorting` sorts: each type that the standard library sorts is another copy of its code to load",
        binds: |source| source.path.starts_with("src/") && source.path != "src/sorting.rs",
        judge: sorts,
        broken: &[
            ("src/text.rs", "fn f() { edits.sort(); }"),
            ("src/ui/text.rs", "fn f() { edits\n  .sort_unstable_by_key(|edit| edit.range) }"),
        ],
        kept: &[
            ("src/text.rs", "fn f() { sort_by(&mut edits, compare); }"),
            ("src/text.rs", "#[cfg(test)]\nmod tests { fn f() { edits.sort() } }"),
        ],
    },
    Law {
        says: "nothing panics on purpose",
        binds: |source| source.path.starts_with("src/"),
        judge: panics,
        broken: &[
            ("src/text.rs", "fn f() { text\n  .unwrap() }"),
            ("src/ui/text.rs", "fn f() { view! { <p>{text.expect(\"a text\")}</p> } }"),
            ("src/text.rs", "fn f() { panic!() }"),
            ("src/text.rs", "fn f() { todo!() }"),
        ],
        kept: &[
            ("src/text.rs", "/// Never `panic!()`.\nfn f() { text.unwrap_or(\".unwrap()\") }"),
            ("src/text.rs", "#[cfg(test)]\nmod tests { fn f() { panic!() } }"),
            (
                "src/main.rs",
                "#[cfg(target_arch = \"wasm32\")]\n#[cfg(test)]\nmod tests { fn f() { panic!() } }",
            ),
        ],
    },
    Law {
        says: "an approved plan is made by the gate and nowhere else",
        binds: |source| source.path.starts_with("src/"),
        judge: made_beside_the_gate,
        broken: &[
            ("src/ui/apply.rs", "fn f() { apply(ApprovedPlan { plan }) }"),
            (GATE, "pub struct ApprovedPlan { pub plan: Plan }"),
            (GATE, "#[derive(Clone, Default)] pub struct ApprovedPlan { plan: Plan }"),
            (GATE, "impl ApprovedPlan { pub fn new(plan: Plan) -> Self { Self { plan } } }"),
            (GATE, "fn f() { Ok(ApprovedPlan { plan }) } fn g() { Ok(ApprovedPlan { plan }) }"),
        ],
        kept: &[
            (
                GATE,
                "#[derive(Clone)] pub struct ApprovedPlan { plan: Plan } impl ApprovedPlan { fn f(&self) -> Self { self.clone() } } fn approve() { Ok(ApprovedPlan { plan }) }",
            ),
            ("src/ui/apply.rs", "fn apply(plan: &ApprovedPlan) -> ApprovedPlan { plan.clone() }"),
        ],
    },
    Law {
        says: "`super::*` is imported in tests only",
        binds: |source| source.path.starts_with("src/"),
        judge: |source, _| found(source, &["super", ":", ":", "*"], "name what is used"),
        broken: &[("src/text.rs", "mod edit { use super::*; }")],
        kept: &[("src/text.rs", "#[cfg(test)]\nmod tests { use super::*; }")],
    },
    Law {
        says: "the engine knows no browser",
        binds: Source::is_core,
        judge: browser_in_core,
        broken: &[
            ("src/text.rs", "fn now() -> f64 { js_sys::Date::now() }"),
            ("src/text.rs", "#[cfg(target_arch = \"wasm32\")] fn f() {}"),
        ],
        kept: &[("src/ui/text.rs", "use leptos::prelude::*;"), ("src/text.rs", "// Unlike js_sys.")],
    },
    Law {
        says: "the engine has no clock, chance, files, network or surroundings",
        binds: Source::is_core,
        judge: surroundings_in_core,
        broken: &[
            ("src/text.rs", "use std::{fmt, time::Duration};"),
            ("src/text.rs", "fn f() { std::env::var(\"HOME\"); }"),
        ],
        kept: &[
            ("src/text.rs", "use std::{fmt, sync::Arc};"),
            ("src/ui/text.rs", "use std::time::Duration;"),
        ],
    },
    Law {
        says: "no style attribute: the content security policy blocks it",
        binds: Source::is_ui,
        judge: style_attributes,
        broken: &[
            ("src/ui/text.rs", r#"fn v() { view! { <p style="color: red">"x"</p> } }"#),
            ("src/ui/text.rs", r#"fn v() { view! { <p class="a" style=move || color()>"x"</p> } }"#),
            ("src/ui/text.rs", r#"fn v() { element.set_attribute("style", "color: red") }"#),
        ],
        kept: &[("src/ui/text.rs", r#"fn v() { let style = 1; view! { <p style:color="red">"x"</p> } }"#)],
    },
    Law {
        says: "no HTML is made from a text",
        binds: Source::is_ui,
        judge: html_from_text,
        broken: &[
            ("src/ui/text.rs", "fn v() { view! { <p inner_html=text></p> } }"),
            ("src/ui/text.rs", "fn v() { element.set_inner_html(text) }"),
        ],
        kept: &[("src/ui/text.rs", "fn v() { view! { <p>{text}</p> } }")],
    },
    Law {
        says: "an effect says in a comment above it why nothing can be derived instead",
        binds: Source::is_ui,
        judge: unexplained_effects,
        broken: &[("src/ui/text.rs", "fn v() {\n    Effect::new(move |_| title.set(name.get()));\n}")],
        kept: &[
            (
                "src/ui/text.rs",
                "fn v() {\n    // The title is the browser's.\n    Effect::new(|_| set_title());\n}",
            ),
            (
                "src/ui/text.rs",
                "fn v() {\n    // It is stopped below.\n    let e =\n        Effect::watch(a, b);\n}",
            ),
        ],
    },
];
