//! Answers as texts, and who says so.

use super::*;
use crate::envelope::{Carrier, open};

fn answer() -> Answer {
    let mut answer = Answer::new(&"ab".repeat(32), "Ada", "2026-11-29T08:00:00Z", Verdict::RequestChanges);
    answer.remark("dataset.P.A", Opinion::Object, "Who reads it?");
    answer.remark("dataset.P.A", Opinion::Accept, "");
    answer.note = "Not yet.".into();
    answer
}

#[test]
fn an_answer_comes_back_as_it_was_given() {
    let mut answer = answer();
    let (text, _) = answer.text().unwrap();
    assert!(text.starts_with("a1.r2."));
    assert_eq!(Answer::read(open(&text, Carrier::Link).unwrap()), Ok(answer.clone()));
    answer.key = Some([7; KEY_BYTES]);
    let message = answer.message();
    answer.signature = Some([9; SIGNATURE_BYTES]);
    let (text, _) = answer.text().unwrap();
    let read = Answer::read(open(&text, Carrier::Link).unwrap()).unwrap();
    assert_eq!(read, answer);
    assert_eq!(read.message(), message, "the signature signs all but itself");
    assert!(!read.is_stale(&"ab".repeat(32)) && read.is_stale(&"ac".repeat(32)));
}

#[test]
fn a_standing_needs_the_word_of_the_cipher() {
    let mut answer = answer();
    assert_eq!(answer.standing(Some(true)), Standing::Unsigned);
    answer.key = Some([7; KEY_BYTES]);
    answer.signature = Some([9; SIGNATURE_BYTES]);
    assert_eq!(answer.standing(None), Standing::Unverified);
    assert_eq!(answer.standing(Some(false)), Standing::Forged);
    assert_eq!(answer.standing(Some(true)), Standing::Signed(key_words(&[7; KEY_BYTES])));
}

#[test]
fn a_later_answer_of_the_same_reviewer_takes_the_place_of_an_earlier_one() {
    let earlier = Answer { verdict: Verdict::Approve, ..answer() };
    let later = Answer { at: "2026-11-29T09:00:00Z".into(), ..answer() };
    assert!(earlier.is_replaced_by(&later) && !later.is_replaced_by(&earlier));
    assert!(!earlier.is_replaced_by(&earlier));
    for other in [
        Answer { by: "Lin".into(), ..later.clone() },
        Answer { plan: "cd".repeat(32), ..later.clone() },
        Answer { key: Some([7; KEY_BYTES]), ..later.clone() },
    ] {
        assert!(!earlier.is_replaced_by(&other));
    }
    // Names are what somebody typed; a key is one reviewer under any name.
    let signed =
        |answer: &Answer, by: &str| Answer { key: Some([7; KEY_BYTES]), by: by.into(), ..answer.clone() };
    assert!(signed(&earlier, "Ada").is_replaced_by(&signed(&later, "A. Lovelace")));
    let nameless = |answer: &Answer| Answer { by: String::new(), ..answer.clone() };
    assert!(!nameless(&earlier).is_replaced_by(&nameless(&later)));
}

#[test]
fn the_file_of_an_answer_says_whose_it_is() {
    let named = |by: &str| Answer { by: by.into(), ..answer() }.file_name();
    assert_eq!(named("Ada Lovelace"), "answer-abababab-request-changes-ada-lovelace.plan");
    assert_eq!(named("../Øre & Co"), "answer-abababab-request-changes-øre-co.plan");
    assert_eq!(named(" "), "answer-abababab-request-changes.plan");
    assert!(named(&"x".repeat(500)).len() < 100);
}
