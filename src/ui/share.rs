//! Sharing the plan: what the link holds, how far it travels, and what to write beside it.

mod made; // the link itself
mod outcome; // what came of it, and how to take it along

use std::sync::Arc;
use std::time::Duration;

use blockwright::plan::json::plan_digest;
use blockwright::plan_link::{Cover, Typed};
use blockwright::review::seen::{Version, scope};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clock;
use super::kit::{Dialog, Icon, Segments};
use super::preferences::Preference;
use super::session::Session;
use super::versions::{self, Shelf};
pub(crate) use made::base;
use made::{Made, NotMade, make};
use outcome::Outcome;
pub(crate) use outcome::{Checked, Checks};

/// How long typing pauses before the link is made anew, in milliseconds.
const PAUSE: u64 = 300;

/// What a link is to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// The source where a reviewer's page can work the plan out again, else the plan.
    #[default]
    Fitting,
    /// What the plan is made from.
    Source,
    /// The plan itself.
    Full,
}

/// What the author says, and how the plan is to travel.
#[derive(Clone, Debug, Default)]
struct Wish {
    form: Form,
    cover: Cover,
    passphrase: String,
}

/// Signals of the dialog.
#[derive(Clone, Copy)]
struct Sharing {
    session: Session,
    form: RwSignal<Form>,
    author: RwSignal<String>,
    addressee: RwSignal<String>,
    note: RwSignal<String>,
    /// Days until it expires; 0 for never.
    days: RwSignal<u32>,
    passphrase: RwSignal<String>,
    /// What was shared last of this project, if that was another version.
    previous: RwSignal<Option<Version>>,
    made: RwSignal<Option<Result<Arc<Made>, NotMade>>>,
    /// Why there is no link now.
    refused: Memo<Option<NotMade>>,
    /// Whether what was made is not yet what is asked for now: it must not be taken along.
    is_pending: RwSignal<bool>,
    /// Grows with each attempt, so that one that comes late is told from the last.
    attempt: StoredValue<u32>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Sharing {
    fn new(session: Session) -> Self {
        let made = RwSignal::new(None::<Result<Arc<Made>, NotMade>>);
        Self {
            session,
            form: RwSignal::new(Form::default()),
            author: RwSignal::new(Preference::Name.get().unwrap_or_default()),
            addressee: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            days: RwSignal::new(7),
            passphrase: RwSignal::new(String::new()),
            previous: RwSignal::new(None),
            made,
            refused: Memo::new(move |_| made.with(|made| made.as_ref()?.as_ref().err().cloned())),
            is_pending: RwSignal::new(false),
            attempt: StoredValue::new(0),
            waiting: StoredValue::new(None),
        }
    }

    fn wish(self) -> Wish {
        let cover = Cover {
            author: self.author.get_untracked().trim().to_owned(),
            addressee: self.addressee.get_untracked().trim().to_owned(),
            note: self.note.get_untracked().trim().to_owned(),
            made_at: clock::seconds(),
            expires_at: match self.days.get_untracked() {
                0 => String::new(),
                days => clock::seconds_in(days),
            },
            previous: self.previous.with_untracked(|version| {
                version.as_ref().map(|version| version.plan.clone()).unwrap_or_default()
            }),
        };
        Wish { form: self.form.get_untracked(), cover, passphrase: self.passphrase.get_untracked() }
    }

    /// Looks up which version this one takes the place of, then makes the link.
    fn begin(self) {
        let Some((scope, digest)) = self.scope() else { return self.make() };
        spawn_local(async move {
            let shared = versions::load(Shelf::Shared, &scope).await;
            self.previous.try_set(shared.before(&digest).cloned());
            self.make();
        });
    }

    /// Keeps what is taken along, so that the next version can name it and approvals of it can be judged.
    fn note(self, made: &Made) {
        let Some((scope, _)) = self.scope() else { return };
        let version = Version { plan: made.plan.clone(), text: made.clear.clone(), at: clock::seconds() };
        spawn_local(async move {
            // A browser that keeps nothing shares all the same.
            drop(versions::note(Shelf::Shared, &scope, version).await);
        });
    }

    /// The project with its environment, and the digest of the plan.
    fn scope(self) -> Option<(String, String)> {
        self.session.analysis().with_untracked(|analysis| {
            let plan = analysis.plan.as_deref()?;
            Some((scope(&plan.project_key, &plan.environment), plan_digest(plan)))
        })
    }

    /// Makes the link anew when nothing was typed for a moment.
    fn make_soon(self) {
        self.is_pending.set(true);
        // What is being made is no longer what is asked for.
        self.attempt.update_value(|attempt| *attempt += 1);
        let handle = set_timeout_with_handle(move || self.make(), Duration::from_millis(PAUSE)).ok();
        if let Some(waiting) =
            self.waiting.try_update_value(|waiting| std::mem::replace(waiting, handle)).flatten()
        {
            waiting.clear();
        }
    }

    fn make(self) {
        let Some(attempt) = self.attempt.try_update_value(|attempt| {
            *attempt += 1;
            *attempt
        }) else {
            return;
        };
        self.is_pending.set(true);
        let wish = self.wish();
        spawn_local(async move {
            let made = make(self.session, wish).await;
            if self.attempt.try_get_value() == Some(attempt) {
                self.made.set(Some(made.map(Arc::new)));
                self.is_pending.set(false);
            }
        });
    }
}

/// The dialog.
#[component]
pub(crate) fn Share(session: Session) -> impl IntoView {
    let sharing = Sharing::new(session);
    if !session.is_settled() {
        session.settle();
    }
    sharing.begin();
    view! {
        <Dialog title="Share the plan" on_close=move || session.close_overlay()>
            <div class="form share">
                <p class="field-note">
                    "The plan travels in the link itself: in the part behind # that browsers send to no server. "
                    {move || if sharing.passphrase.with(String::is_empty) {
                        "Whoever has the link can read it."
                    } else {
                        "Whoever has the link and the passphrase can read it; without the passphrase only its length and its digest show."
                    }}
                </p>
                <Cover sharing />
                <Outcome sharing />
            </div>
        </Dialog>
    }
}

/// Who shares it with whom, until when, under which passphrase.
#[component]
fn Cover(sharing: Sharing) -> impl IntoView {
    let text = move |label: &'static str,
                     signal: RwSignal<String>,
                     kind: &'static str,
                     typed: Option<Typed>| {
        let on_input = move |event| {
            signal.set(event_target_value(&event));
            sharing.make_soon();
        };
        let refused = refused_of(sharing, typed);
        view! {
            <label class="field">
                <span>{label}</span>
                <input type=kind autocomplete=if kind == "password" { "new-password" } else { "off" } maxlength="100"
                    aria-invalid=move || refused.get().map(|_| "true") prop:value=signal on:input=on_input />
                {refusal(refused)}
            </label>
        }
    };
    let note_refused = refused_of(sharing, Some(Typed::Note));
    let remember = move |_| Preference::Name.set(sharing.author.get_untracked().trim());
    let choose_days = move |event| {
        sharing.days.set(event_target_value(&event).parse().unwrap_or_default());
        sharing.make();
    };
    let choose_form = move |form| {
        sharing.form.set(form);
        sharing.make();
    };
    let day = move |(days, words): (u32, &'static str)| {
        view! { <option value=days.to_string() selected=move || sharing.days.get() == days>{words}</option> }
    };
    view! {
        <div class="share-fields">
            <div on:change=remember>{text("Your name", sharing.author, "text", Some(Typed::Author))}</div>
            {text("For", sharing.addressee, "text", Some(Typed::Addressee))}
            <label class="field">
                <span>"May be approved for"</span>
                <select on:change=choose_days>
                    {[(1, "one day"), (7, "7 days"), (30, "30 days"), (0, "ever")].map(day).into_iter().collect_view()}
                </select>
            </label>
            {text("Passphrase, if it is needed", sharing.passphrase, "password", None)}
        </div>
        <label class="field">
            <span>"Note"</span>
            <textarea rows="2" maxlength="4000" prop:value=sharing.note
                aria-invalid=move || note_refused.get().map(|_| "true") on:input=move |event| {
                    sharing.note.set(event_target_value(&event));
                    sharing.make_soon();
                }></textarea>
            {refusal(note_refused)}
        </label>
        <div class="share-form">
            <Segments name="share-form" label="What the link holds" chosen=sharing.form on_choose=choose_form
                choices=vec![(Form::Fitting, "Fitting"), (Form::Source, "Source"), (Form::Full, "Whole plan")] />
            <span class="field-note">{move || form_words(sharing.form.get())}</span>
        </div>
        {move || sharing.previous.get().map(|version| view! {
            <p class="field-note">{format!("It takes the place of the version that you shared on {}. Reviewers see what changed since.", clock::in_words(&version.at))}</p>
        })}
        <p class="field-note">{Icon::Notice.view()}" Your name is what you type: nobody vouches for it. A passphrase must travel another way than the link."</p>
    }
}

/// Why there is no link, if that is because of this field.
fn refused_of(sharing: Sharing, typed: Option<Typed>) -> Memo<Option<String>> {
    Memo::new(move |_| {
        let refused = sharing.refused.get().filter(|refused| typed.is_some() && refused.field == typed);
        refused.map(|refused| refused.words)
    })
}

fn refusal(refused: Memo<Option<String>>) -> impl IntoView {
    move || refused.get().map(|words| view! { <span class="field-error" role="alert">{words}</span> })
}

fn form_words(form: Form) -> &'static str {
    match form {
        Form::Fitting => "The source, if a reviewer can read the registries in use; else the whole plan.",
        Form::Source => "The files, from which the reviewer's page works the plan out again.",
        Form::Full => "Every action and field; cannot be worked out again and cannot be approved.",
    }
}
