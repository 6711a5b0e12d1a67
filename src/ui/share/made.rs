//! The link: what it holds and how long it is.

use std::sync::Arc;

use blockwright::envelope::{self, Digest, Kind};
use blockwright::plan::json::plan_digest;
use blockwright::plan::words::short_digest;
use blockwright::plan::{Plan, markdown};
use blockwright::plan_link::reach::Reach;
use blockwright::plan_link::{self, Carry, NotShared, Typed};
use blockwright::policy::{self, Report, Subject};
use blockwright::workspace::Workspace;
use leptos::prelude::*;
use serde_json::Value;

use super::{Form, Wish};
use crate::ui::cipher;
use crate::ui::session::{Origin, Session};

/// A link that was made.
#[derive(PartialEq)]
pub(super) struct Made {
    /// The envelope, which is also what a file holds.
    pub(super) text: String,
    /// The same without a passphrase, for this browser.
    pub(super) clear: String,
    /// The digest of the plan, in hex.
    pub(super) plan: String,
    /// The address with the envelope in it.
    pub(super) address: String,
    /// The address that only names it, for the file.
    pub(super) short: String,
    /// Its name as a file.
    pub(super) file: String,
    /// How far the address travels.
    pub(super) reach: Reach,
    /// What is in it, one line each.
    pub(super) contents: Vec<String>,
    /// What it comes to, for a pull request.
    pub(super) summary: String,
    /// What checks say of the plan.
    pub(super) policy: Report,
    /// Whether it is under a passphrase.
    pub(super) is_sealed: bool,
}

/// Why there is no link.
#[derive(Clone, PartialEq)]
pub(super) struct NotMade {
    /// In words.
    pub(super) words: String,
    /// The field that is to be mended, if it is one of the dialog's.
    pub(super) field: Option<Typed>,
}

impl From<NotShared> for NotMade {
    fn from(why: NotShared) -> Self {
        let field = if let NotShared::Said(field) = why { Some(field) } else { None };
        Self { words: why.to_string(), field }
    }
}

/// Makes the link that is wished for.
///
/// # Errors
/// If nothing can be shared.
pub(super) async fn make(session: Session, wish: Wish) -> Result<Made, NotMade> {
    let analysis = session.analysis().get_untracked();
    let workspace = session.settled().get_untracked();
    let Some(plan) = analysis.plan.clone() else { return Err(NotShared::NoPlan.into()) };
    let source =
        || plan_link::source(&workspace, &analysis, &wish.cover, Carry::State).map(|it| (Kind::Source, it));
    let full = || plan_link::full(&analysis, &wish.cover).map(|it| (Kind::Full, it));
    let (kind, payload) = match wish.form {
        Form::Source => source()?,
        Form::Fitting if is_public(session) => source()?,
        Form::Fitting | Form::Full => full()?,
    };
    let (clear, digest) = envelope::envelope(kind, &payload).map_err(NotShared::Envelope)?;
    let text = if wish.passphrase.is_empty() {
        clear.clone()
    } else {
        let sealable = envelope::sealable(kind, &payload).map_err(NotShared::Envelope)?;
        let refused = |why| NotMade { words: format!("Nothing was shared: {why}."), field: None };
        cipher::lock(&sealable, &wish.passphrase).await.map_err(refused)?
    };
    let host = session.connecting().host.with_untracked(|host| host.policies.clone());
    let subject = Subject {
        plan: &plan,
        config: &analysis.config,
        composition: &analysis.composition,
        settings: &host,
    };
    let policy = policy::check(&subject);
    let contents = contents(kind, &workspace, &plan, &payload);
    Ok(made([text, clear], digest, &plan, contents, policy))
}

fn made(
    [text, clear]: [String; 2],
    digest: Digest,
    plan: &Arc<Plan>,
    contents: Vec<String>,
    policy: Report,
) -> Made {
    let base = base();
    let address = format!("{base}#{text}");
    let reach = Reach::of(address.len());
    let linked = (reach < Reach::File).then_some(address.as_str());
    Made {
        summary: markdown::summary(plan, linked, &policy.lines()),
        short: format!("{base}#{}", envelope::named(&digest)),
        file: format!("{}.plan", digest.text()),
        plan: plan_digest(plan),
        is_sealed: text != clear,
        text,
        clear,
        address,
        reach,
        contents,
        policy,
    }
}

/// Whether reviewers can read every registry that is used, so that their pages can work the plan out again.
fn is_public(session: Session) -> bool {
    let used = session.analysis().with_untracked(|analysis| {
        analysis.composition.manifests.keys().map(|pinned| Arc::clone(&pinned.registry)).collect::<Vec<_>>()
    });
    session.browsing().sources.with_untracked(|sources| {
        let is_disk =
            |key: &Arc<str>| sources.iter().any(|one| one.key == *key && one.origin == Origin::Disk);
        !used.iter().any(is_disk)
    })
}

/// What is in the link, in words.
fn contents(kind: Kind, workspace: &Workspace, plan: &Plan, payload: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    if kind == Kind::Source {
        let files =
            payload.get("files").and_then(Value::as_object).map(serde_json::Map::len).unwrap_or_default();
        lines.push(format!("{} with everything written in them, comments too", plural(files, "file")));
        match payload.get("base") {
            Some(base) if base.get("resources").is_some() => {
                lines.push("what of the state differs from the configuration".to_owned());
            }
            Some(_) => lines.push("the serial and digest of the state, and nothing else of it".to_owned()),
            None => {}
        }
        if let Some(variables) = payload.get("variables").and_then(Value::as_object) {
            let names: Vec<_> = variables.keys().map(String::as_str).collect();
            lines.push(format!("the values of {}", names.join(", ")));
        }
    } else {
        lines.push(format!(
            "{} with all their fields, before and after",
            plural(plan.actions().count(), "action")
        ));
    }
    if !workspace.environment.is_empty() {
        lines.push(format!("the name of the environment, {}", workspace.environment));
    }
    lines.push(format!("the digest of the plan, {}", short_digest(&plan_digest(plan))));
    lines
}

fn plural(count: usize, word: &str) -> String {
    blockwright::plan::words::plural(count, word)
}

/// The address of the page without its hash and query.
pub(crate) fn base() -> String {
    let location = window().location();
    let part = |part: Result<String, wasm_bindgen::JsValue>| part.unwrap_or_default();
    format!("{}{}", part(location.origin()), part(location.pathname()))
}
