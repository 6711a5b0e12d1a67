//! Laws of envelopes.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::plan_link::tests::{analysis_of, sample};
use crate::plan_link::{Carry, Cover, full, read, source};
use crate::registry::tests::demo_alone;

fn links() -> Vec<String> {
    let workspace = sample(&demo_alone());
    let analysis = analysis_of(&workspace);
    let source = source(&workspace, &analysis, &Cover::default(), Carry::State).unwrap();
    let full = full(&analysis, &Cover::default()).unwrap();
    let (source, digest) = envelope(Kind::Source, &source).unwrap();
    vec![source, envelope(Kind::Full, &full).unwrap().0, named(&digest)]
}

/// Numbers that look like chance, the same each time.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap()
}

/// Flips bits and cuts ends; nothing of it may be accepted.
fn damage(rounds: usize) {
    let links = links();
    let mut seed = 7;
    for round in 0..rounds {
        let link = &links[round % links.len()];
        let mut bytes = link.clone().into_bytes();
        if round % 4 == 0 {
            bytes.truncate(next(&mut seed) % link.len());
        } else {
            let at = next(&mut seed) % bytes.len();
            bytes[at] ^= 1 << (next(&mut seed) % 8);
        }
        // A flip may make white space of the first or last letter, which is cut off, or no UTF-8.
        let Ok(text) = String::from_utf8(bytes) else { continue };
        match open(&text, Carrier::Link) {
            Err(_) => {}
            Ok(found) => panic!("{text} was read as {found:?}"),
        }
    }
}

#[test]
fn a_hundred_thousand_damaged_links_are_refused() {
    damage(100_000);
}

#[test]
fn equal_payloads_have_equal_texts() {
    assert_eq!(links(), links());
    let letters =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    assert!(links().iter().all(|link| letters(link)));
}

#[test]
fn what_is_not_known_is_refused_in_words() {
    let link = &links()[0];
    let told = |text: String| open(&text, Carrier::Link).unwrap_err().to_string();
    for (text, words) in [
        (String::new(), "no plan link"),
        ("https://example.com".into(), "no plan link"),
        (link.replacen("p1", "p2", 1), "newer version (p2)"),
        (link.replacen(".s2.", ".x2.", 1), "'x'"),
        (link.replacen(".s2.", ".s9.", 1), "'9'"),
        (link[..40].into(), "changed or cut"),
        (link[..link.len() - 1].into(), "changed or cut"),
        ("p1.s2".into(), "its end is missing"),
        (format!("{link}{}", "A".repeat(MAX_LINK_BODY)), "Ask for the plan as a file"),
    ] {
        let told = told(text);
        assert!(told.contains(words), "{told}");
    }
    let newer = json!({"format": "source", "version": 2});
    let (text, _) = envelope(Kind::Source, &newer).unwrap();
    assert!(told(text).contains("version 2"));
    let other = json!({"format": "full", "version": 1});
    let (text, _) = envelope(Kind::Source, &other).unwrap();
    assert!(told(text).contains("no document"));
}

/// A text with a right digest and check, as an attacker would make it.
fn forged(text: &str, codec: Codec) -> String {
    let digest = Digest::of(text);
    whole(&prefix("p1", 's', codec, &digest), codec::pack(text, codec).unwrap())
}

#[test]
fn bombs_are_refused_by_their_limit() {
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 40 << 20], 9);
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let wide = format!("[{}0]", "0, ".repeat(1_200_000));
    let objects = format!("[{}{{}}]", "{}, ".repeat(900_000));
    let bombs = [
        whole(&prefix("p1", 's', Codec::Deflated, &Digest::of("")), zeros),
        forged(&deep, Codec::Primed),
        forged(&wide, Codec::Primed),
        forged(&objects, Codec::Deflated),
        forged(&"[".repeat(100), Codec::Stored),
    ];
    for bomb in bombs {
        let refusal = open(&bomb, Carrier::Link).unwrap_err();
        let words = [
            Refusal::TooLarge,
            Refusal::TooDense,
            Refusal::TooComplex,
            Refusal::TooLong { most: MAX_LINK_BODY },
        ];
        assert!(words.contains(&refusal), "{refusal}");
    }
}

#[test]
fn what_packs_too_well_is_stored() {
    let dense = json!({"format": "source", "note": "a: 1\n".repeat(20_000), "version": 1});
    let forged = forged(&canonical(&dense), Codec::Primed);
    assert_eq!(open(&forged, Carrier::Link), Err(Refusal::TooDense));
    let (text, digest) = envelope(Kind::Source, &dense).unwrap();
    assert!(text.starts_with("p1.s0."));
    assert_eq!(open(&text, Carrier::File), Ok(Envelope::Open { kind: Kind::Source, digest, payload: dense }));
}

#[test]
fn there_is_one_spelling() {
    for text in [
        "{\"format\":\"source\",\"version\":1}",
        "{\"version\": 1, \"format\": \"source\"}",
        "{\"format\": \"source\", \"format\": \"source\", \"version\": 1}",
        "{\"format\": \"s\\u006furce\", \"version\": 1}",
    ] {
        assert_eq!(open(&forged(text, Codec::Primed), Carrier::Link), Err(Refusal::OtherSpelling), "{text}");
    }
}

#[test]
fn a_sealed_text_gets_and_loses_its_frame() {
    let payload = json!({"format": "source", "version": 1});
    let sealable = sealable(Kind::Source, &payload).unwrap();
    // The cipher is the page's; here it turns the bits around, and its tag is zeros.
    let turned = |bytes: &[u8]| bytes.iter().map(|byte| !byte).collect::<Vec<u8>>();
    let ciphertext = [turned(sealable.clear()), vec![0; TAG_BYTES]].concat();
    let text = sealable.envelope([1; SALT_BYTES], [2; NONCE_BYTES], &ciphertext).unwrap();
    let Ok(Envelope::Locked(locked)) = open(&text, Carrier::Link) else { panic!("it is locked") };
    assert_eq!(
        (locked.salt(), locked.nonce(), locked.ciphertext()),
        (&[1; 16], &[2; 12], ciphertext.as_slice())
    );
    assert_eq!((locked.kind(), locked.additional_data()), (Kind::Source, sealable.additional_data()));
    let clear = turned(&locked.ciphertext()[..locked.ciphertext().len() - TAG_BYTES]);
    assert_eq!(locked.payload(Some(&clear)), Ok(payload));
    assert_eq!(locked.payload(None), Err(Refusal::WrongPassphrase));
    assert_eq!(locked.payload(Some(b"{}")), Err(Refusal::Damaged));
    assert_eq!(sealable.envelope([1; 16], [2; 12], &[0; 3]), Err(Refusal::Damaged));
}

proptest! {
    #[test]
    fn what_goes_in_comes_out(members in prop::collection::btree_map("[a-zé\"]{0,4}", "\\PC{0,40}", 0..8)) {
        let mut payload = json!({"format": "source", "version": 1});
        for (key, text) in members {
            if !["format", "version"].contains(&key.as_str()) {
                payload[key] = Value::from(text);
            }
        }
        let (text, digest) = envelope(Kind::Source, &payload).unwrap();
        let expected = Envelope::Open { kind: Kind::Source, digest, payload };
        prop_assert_eq!(open(&text, Carrier::Link), Ok(expected));
    }

    #[test]
    fn nothing_panics(text in "([pa][0-9]{1,2}\\.)?([sfdrSFDR][0-3]\\.)?[A-Za-z0-9_.-]{0,200}") {
        if let Ok(Envelope::Open { kind, digest, payload }) = open(&text, Carrier::File) {
            let _ = read(kind, digest, payload);
        }
    }
}
