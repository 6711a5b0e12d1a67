//! The sample, reviewed.

use super::*;
use crate::answer::{Answer, Opinion, Standing, Verdict};
use crate::approval::{NotApproved, approve};
use crate::comparison::{Moved, Turn};
use crate::diff::AttributeChange;
use crate::envelope::{Carrier, Kind, envelope, open};
use crate::geometry::Point;
use crate::plan_link::tests::{analysis_of, sample};
use crate::plan_link::{Carry, Cover, full, read_envelope, source};
use crate::policy::Weight;
use crate::registry::Registry;
use crate::registry::tests::demo_alone;
use crate::source::Source;

const NOW: &str = "2026-11-29T08:00:00Z";

fn lenient() -> Settings {
    let weights = ["POL001", "POL002"].map(|id| (id.to_owned(), Weight::Warning)).into();
    Settings { weights, ..Settings::default() }
}

fn view(registries: &Arc<Registries>) -> View<'static> {
    View { registries: Arc::clone(registries), own: Own::default(), now: NOW, settings: lenient() }
}

/// The view of somebody who has the project of the sample open, with this state.
fn own_view(registries: &Arc<Registries>, state: Option<Arc<str>>) -> View<'static> {
    let own = Own { project: "COMPRESSORS".into(), environment: "prod".into(), state };
    View { own, ..view(registries) }
}

fn shared(workspace: &Workspace, cover: &Cover, carry: Carry) -> PlanLink {
    let payload = source(workspace, &analysis_of(workspace), cover, carry).unwrap();
    let (text, _) = envelope(Kind::Source, &payload).unwrap();
    read_envelope(open(&text, Carrier::Link).unwrap()).unwrap()
}

#[test]
fn the_plan_comes_out_again_and_can_be_approved() {
    let registries = demo_alone();
    let workspace = sample(&registries);
    let cover = Cover { expires_at: "2026-12-01T00:00:00Z".into(), ..Cover::default() };
    let link = shared(&workspace, &cover, Carry::State);
    let looked = review(&link, &own_view(&registries, workspace.state.clone()));
    assert_eq!(looked.recomputed, Recomputed::Identical);
    assert_eq!((&looked.base, &looked.listed), (&Base::Same, &Listed::Same));
    assert_eq!(looked.expiry, Expiry::Until("2026-12-01T00:00:00Z".into()));

    let answer = Answer::new(&looked.digest, "Ada", NOW, Verdict::Approve);
    let approved = approve(&looked, &answer, Standing::Unsigned).unwrap();
    assert_eq!((approved.digest(), approved.by()), (link.plan_digest(), "Ada"));

    let refused = |review: &Review, answer: &Answer| approve(review, answer, Standing::Unsigned).unwrap_err();
    let other = Answer { plan: "00".repeat(32), ..answer.clone() };
    assert_eq!(refused(&looked, &other), NotApproved::Stale);
    let against = Answer { verdict: Verdict::RequestChanges, ..answer.clone() };
    assert_eq!(refused(&looked, &against), NotApproved::Verdict);
    let nameless = Answer { by: " ".into(), ..answer.clone() };
    assert_eq!(refused(&looked, &nameless), NotApproved::Nameless);
    let mut torn = answer.clone();
    torn.remark("dataset.PIPES.DAILY", Opinion::Object, "");
    torn.remark("dataset.PIPES.DAILY", Opinion::Comment, "Who reads it?");
    assert_eq!(refused(&looked, &torn), NotApproved::Objected(1));
    let late = review(&link, &View { now: "2026-12-01T00:00:00Z", ..view(&registries) });
    assert_eq!(refused(&late, &answer), NotApproved::Expired("2026-12-01T00:00:00Z".into()));
    let own = own_view(&registries, workspace.state.clone());
    let strict = review(&link, &View { settings: Settings::default(), ..own });
    assert!(
        matches!(refused(&strict, &answer), NotApproved::Policy(rules) if rules.contains(&"POL001".to_owned()))
    );
    let signed = Answer { key: Some([1; 32]), signature: Some([2; 64]), ..answer.clone() };
    assert_eq!(refused(&looked, &signed), NotApproved::Forged);
    assert_eq!(approve(&looked, &signed, signed.standing(Some(false))).unwrap_err(), NotApproved::Forged);
    assert!(approve(&looked, &signed, signed.standing(Some(true))).is_ok());
    let moved = workspace.state.as_ref().unwrap().replace("\"serial\": 41", "\"serial\": 43");
    let moved = review(&link, &own_view(&registries, Some(moved.into())));
    assert_eq!(moved.base, Base::Moved { from: Some(41), to: 43 });
    assert_eq!(refused(&moved, &answer), NotApproved::Moved);
    for stranger in [view(&registries), own_view(&registries, None)] {
        let stranger = review(&link, &stranger);
        assert_eq!((&stranger.recomputed, &stranger.base), (&Recomputed::Identical, &Base::Unknown));
        assert_eq!(
            refused(&stranger, &answer),
            NotApproved::StateUnknown,
            "an approval is not fresh by itself"
        );
    }
}

#[test]
fn a_first_deployment_is_fresh_where_nothing_is_deployed() {
    let registries = demo_alone();
    let workspace = Workspace { state: None, ..sample(&registries) };
    let link = shared(&workspace, &Cover::default(), Carry::State);
    let own = review(&link, &own_view(&registries, None));
    assert_eq!(own.base, Base::Same);
    let answer = Answer::new(&own.digest, "Ada", NOW, Verdict::Approve);
    assert!(approve(&own, &answer, Standing::Unsigned).is_ok());
    assert_eq!(review(&link, &view(&registries)).base, Base::Unknown);
    let deployed = review(&link, &own_view(&registries, sample(&registries).state));
    assert_eq!(deployed.base, Base::Moved { from: None, to: 41 });
}

#[test]
fn what_cannot_be_worked_out_says_why() {
    let registries = demo_alone();
    let workspace = sample(&registries);
    let link = shared(&workspace, &Cover::default(), Carry::Nothing);
    assert_eq!(review(&link, &view(&registries)).recomputed, Recomputed::Impossible(Obstacle::NoState));
    let own = own_view(&registries, workspace.state.clone());
    assert_eq!(review(&link, &own).recomputed, Recomputed::Identical);
    let link = shared(&workspace, &Cover::default(), Carry::State);
    let alone = review(&link, &view(&Arc::default()));
    assert!(matches!(alone.recomputed, Recomputed::Impossible(_)), "{:?}", alone.recomputed);
    let payload = full(&analysis_of(&workspace), &Cover::default()).unwrap();
    let (text, _) = envelope(Kind::Full, &payload).unwrap();
    let whole = read_envelope(open(&text, Carrier::Link).unwrap()).unwrap();
    assert_eq!(whole.plan_digest(), link.plan_digest());
    let looked = review(&whole, &own);
    assert_eq!(looked.recomputed, Recomputed::Impossible(Obstacle::NoSource));
    assert_eq!(looked.policy, None, "what was not worked out passes no check");
    assert_eq!(review(&whole, &own).base, Base::Same);
}

#[test]
fn a_registry_that_cannot_be_read_is_told_as_that() {
    let registries = demo_alone();
    let workspace = sample(&registries);
    let promised = analysis_of(&workspace).plan.unwrap().summary;
    let link = shared(&workspace, &Cover::default(), Carry::State);
    let look = |registry: Option<Registry>| {
        let mut known = Registries::default();
        if let Some(registry) = registry {
            known.put(registry);
        }
        review(&link, &view(&Arc::new(known)))
    };
    let key = "BLOCKS_REGISTRY";
    let unknown = look(None);
    assert_eq!(unknown.recomputed, Recomputed::Impossible(Obstacle::NoRegistry(key.into())));

    let loading = look(Some(Registry::new(key)));
    assert_eq!(loading.recomputed, Recomputed::Impossible(Obstacle::Awaited(key.into())));
    assert!(loading.awaited.contains_key(key), "somebody has to read it");

    let mut gone = Registry::new(key);
    gone.fail("index.json", "the host answered 503");
    let gone = look(Some(gone));
    let why = "index.json was not read: the host answered 503".to_owned();
    let unreadable = |why| Recomputed::Impossible(Obstacle::Unreadable { registry: key.into(), why });
    assert_eq!(gone.recomputed, unreadable(why));

    // The index came, the manifests did not.
    let mut torn = Registry::new(key);
    torn.accept("index.json", include_str!("../../public/registry/blocks/index.json")).unwrap();
    let composition = analysis_of(&workspace).composition;
    for pinned in composition.manifests.keys() {
        let path = torn.index.find(&pinned.block_id, pinned.version).unwrap().manifest_path();
        torn.fail(&path, "the host answered 404");
    }
    let torn = look(Some(torn));
    let Recomputed::Impossible(why @ Obstacle::Unreadable { .. }) = &torn.recomputed else {
        panic!("{:?}", torn.recomputed)
    };
    assert!(why.to_string().contains(" was not read: the host answered 404."), "{why}");
    for looked in [unknown, loading, gone, torn] {
        assert_eq!(looked.listed, Listed::Unread, "nothing is known to be another one");
        assert_eq!((looked.summary(), looked.names()), (promised, ["COMPRESSORS".into(), "prod".into()]));
        assert!(looked.policy.is_none());
    }
}

#[test]
fn a_link_that_promises_another_plan_is_told() {
    let registries = demo_alone();
    let workspace = sample(&registries);
    let mut link = shared(&workspace, &Cover::default(), Carry::State);
    let Content::Source(source) = &mut link.content else { panic!("a source") };
    let text = source.files.iter_mut().find(|file| file.path == "project.yml").unwrap();
    *text = Source::new("project.yml", &text.text.replace("table: vibration", "table: other"));
    let looked = review(&link, &view(&registries));
    assert!(matches!(looked.recomputed, Recomputed::Different { .. }), "{:?}", looked.recomputed);
    let answer = Answer::new(&looked.digest, "Ada", NOW, Verdict::Approve);
    assert_eq!(approve(&looked, &answer, Standing::Unsigned).unwrap_err(), NotApproved::NotIdentical);
}

#[test]
fn versions_are_compared_by_meaning_first() {
    let registries = demo_alone();
    let workspace = sample(&registries);
    let with = |path: &str, from: &str, to: &str| {
        let mut other = workspace.clone();
        let file = other.files.iter_mut().find(|file| file.path == path).unwrap();
        assert!(file.text.contains(from));
        *file = Source::new(path, &file.text.replace(from, to));
        review(&shared(&other, &Cover::default(), Carry::State), &view(&registries))
    };
    let first = review(&shared(&workspace, &Cover::default(), Carry::State), &view(&registries));
    let moved = with("canvas.json", "[240, 120]", "[300, 120]");
    let since = moved.since(&first);
    assert!(since.is_layout_only(), "{since:?}");
    let points = |x: f64| Some(Point::new(x, 120.0));
    assert_eq!(since.moved, [Moved { node: "features".into(), from: points(240.0), to: points(300.0) }]);
    let changed = with("project.yml", "table: vibration", "table: other").since(&first);
    assert_eq!(changed.files, ["project.yml"]);
    assert_eq!(changed.differences.len(), 1);
    let difference = &changed.differences[0];
    assert_eq!(
        (difference.turn, difference.attributes.as_slice()),
        (Turn::Changed, &["params".to_owned()][..])
    );
    let field = AttributeChange {
        path: "params.table".into(),
        old: Some("vibration".into()),
        new: Some("other".into()),
    };
    assert_eq!(difference.fields, [field]);
    assert!(!changed.is_layout_only() && changed.moved.is_empty());
}

#[test]
fn what_an_author_changed_is_a_plan_of_its_own() {
    let registries = demo_alone();
    let workspace = sample(&registries);
    let look = |workspace: &Workspace| {
        review(&shared(workspace, &Cover::default(), Carry::State), &view(&registries))
    };
    let first = look(&workspace);
    let mut other = workspace.clone();
    let file = other.files.iter_mut().find(|file| file.path == "project.yml").unwrap();
    let text = file
        .text
        .replace("table: vibration", "table: other")
        .replace("datasets:\n", "datasets:\n  - {name: EXTRA_TAGS, type: managed, format_type: csv}\n");
    *file = Source::new("project.yml", &text);
    let second = look(&other);
    let counts = |analysis: Analysis| analysis.plan.unwrap().summary;
    let there = counts(second.rewritten_since(&first).unwrap());
    assert_eq!((there.create, there.update, there.destroy), (1, 1, 0));
    let back = counts(first.rewritten_since(&second).unwrap());
    assert_eq!((back.create, back.update, back.destroy), (0, 1, 1));
    let turns: Vec<_> = second.since(&first).differences.iter().map(|found| found.turn).collect();
    assert_eq!(turns, [Turn::Added, Turn::Changed]);
}
