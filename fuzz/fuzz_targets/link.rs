//! Any text as a plan link or an answer: no panic; what is read is written again as the same payload, and can be
//! looked at.
#![no_main]

use blockwright::answer::Answer;
use blockwright::comparison::{Version, compare};
use blockwright::envelope::{Carrier, Envelope, Kind, envelope, open};
use blockwright::plan_link::{credential_in, read_envelope};
use blockwright::review::changes::changes;
use blockwright::review::seen::Seen;
use blockwright::review::{View, review};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &str| {
    if let Ok(opened) = open(input, Carrier::File) {
        if let Envelope::Open { kind, digest, payload } = &opened {
            assert_eq!(envelope(*kind, payload).expect("it was read").1, *digest);
        }
        look(opened);
    }
    let _ = Seen::read(input).write();
    // What stands behind the digest, which random input never passes: the digest is made for it.
    if let Ok(payload) = serde_json::from_str::<Value>(input) {
        let _ = credential_in(&payload);
        for kind in [Kind::Source, Kind::Full, Kind::Reply] {
            let Ok((text, _)) = envelope(kind, &payload) else { continue };
            if let Ok(opened) = open(&text, Carrier::File) {
                look(opened);
            }
        }
    }
});

/// What a page does with a text that was read.
fn look(opened: Envelope) {
    if let Ok(answer) = Answer::read(opened.clone()) {
        let (text, _) = answer.text().expect("it was read");
        assert_eq!(Answer::read(open(&text, Carrier::File).expect("it was written")).as_ref(), Ok(&answer));
    }
    if let Ok(link) = read_envelope(opened) {
        let looked = review(&link, &View { now: "2026-11-29T08:00:00Z", ..View::default() });
        if let Some(plan) = &looked.plan {
            let _ = changes(plan);
            let version = Version { plan: Some(plan), files: &[] };
            assert!(compare(&version, &version).means_the_same());
        }
    }
}
