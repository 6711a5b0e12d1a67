//! What a reload of the page must not lose: the text that was handed over, and what is said of it. It is kept
//! for the tab, and goes with it.

use std::collections::BTreeSet;

use blockwright::answer::{Answer, Verdict};
use blockwright::envelope::{Carrier, open};
use leptos::prelude::*;

use super::{Reviewing, Shared};
use crate::ui::clock;

const TEXT: &str = "blockwright.review";
const SAID: &str = "blockwright.review.said";

fn store() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// Keeps a text that was handed over; what was said of another one is forgotten.
pub(super) fn hold(shared: &Shared) {
    let Some(store) = store() else { return };
    let carrier = if shared.carrier == Carrier::File { "file" } else { "link" };
    // A full store keeps nothing, and a reload then asks for the link again.
    drop(store.set_item(TEXT, &format!("{carrier}\n{}\n{}", shared.at, shared.text)));
    drop(store.remove_item(SAID));
}

/// The text that was handed over before a reload.
pub(in crate::ui::session) fn held() -> Option<Shared> {
    let kept = store()?.get_item(TEXT).ok()??;
    let mut parts = kept.splitn(3, '\n');
    let carrier = if parts.next()? == "file" { Carrier::File } else { Carrier::Link };
    let at = parts.next()?.to_owned();
    Some(Shared { carrier, at, text: parts.next()?.into() })
}

/// Takes back what was said before a reload, then keeps what is said from now on.
pub(super) fn follow(reviewing: Reviewing) {
    if let Some((answer, seen)) = said() {
        reviewing.remarks.set(answer.remarks);
        reviewing.note.set(answer.note);
        reviewing.seen.set(seen);
    }
    // For the outside world: it is kept in the browser.
    Effect::new(move |_| {
        let Some(plan) = reviewing.review.with(|review| review.as_ref().map(|review| review.digest.clone()))
        else {
            return;
        };
        let mut answer = Answer::new(&plan, "", &clock::seconds(), Verdict::Remark);
        answer.remarks = reviewing.remarks.get();
        answer.note = reviewing.note.get();
        let seen = reviewing.seen.with(|seen| seen.iter().cloned().collect::<Vec<_>>().join("\n"));
        if let (Some(store), Ok((text, _))) = (store(), answer.text()) {
            drop(store.set_item(SAID, &format!("{text}\n{seen}")));
        }
    });
}

fn said() -> Option<(Answer, BTreeSet<String>)> {
    let kept = store()?.get_item(SAID).ok()??;
    let (text, seen) = kept.split_once('\n')?;
    let answer = Answer::read(open(text, Carrier::File).ok()?).ok()?;
    Some((answer, seen.lines().map(str::to_owned).collect()))
}
