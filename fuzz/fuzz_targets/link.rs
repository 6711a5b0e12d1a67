//! Any text as a plan link or an answer: no panic; what is read is written again as the same payload.
#![no_main]

use blockwright::answer::Answer;
use blockwright::envelope::{Carrier, Envelope, envelope, open};
use blockwright::plan_link::read;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &str| {
    if let Ok(opened) = open(input, Carrier::File) {
        let _ = Answer::read(opened.clone());
        if let Envelope::Open { kind, digest, payload } = opened {
            assert_eq!(envelope(kind, &payload).expect("it was read").1, digest);
        }
    }
    // The readers behind the digest, which random input never passes.
    if let Ok(payload) = serde_json::from_str::<Value>(input) {
        use blockwright::envelope::{Digest, Kind};
        let digest = Digest::of("");
        for kind in [Kind::Source, Kind::Full] {
            let _ = read(kind, digest, payload.clone());
        }
        let _ = Answer::read(Envelope::Open { kind: Kind::Reply, digest, payload });
    }
});
