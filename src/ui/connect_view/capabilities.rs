//! What will work on the instance with this key, what will be refused, and what nobody knows.

use blockwright::dss::capability::{Ability, Standing, Verdict};
use leptos::ev;
use leptos::prelude::*;

use crate::ui::dss::{Trial, projects, survey};
use crate::ui::kit::{Badge, Icon};
use crate::ui::session::Session;

/// The abilities for one of the projects that the key sees.
#[component]
pub(super) fn Capabilities(session: Session, trial: Trial) -> impl IntoView {
    let found = session.connecting().survey;
    let project =
        move || found.with(|survey| survey.as_ref().map(|survey| survey.project.clone()).unwrap_or_default());
    let choose = move |event: ev::Event| survey(session, event_target_value(&event));
    let options = projects(&trial.welcome).into_iter().map(|key| {
        let (own, value) = (key.clone(), key.clone());
        view! { <option value=value prop:selected=move || project() == own>{key}</option> }
    });
    let options: Vec<_> = options.collect();
    let has_projects = !options.is_empty();
    let rows = move || {
        found.with(|survey| {
            let survey = survey.as_ref()?;
            let verdict = |ability| (ability, survey.evidence.verdict(ability, &survey.project));
            Some(Ability::ALL.into_iter().map(verdict).map(row).collect_view())
        })
    };
    let open = move || found.with(|survey| survey.as_ref().map_or(0, |survey| survey.open));
    let told = move || match open() {
        0 => "What only reads was tried out; what writes never is.".to_owned(),
        open => format!("Finding out: {open} answers are still to come."),
    };
    view! {
        <section aria-labelledby="connect-abilities">
            <h2 id="connect-abilities">"What will work"</h2>
            {has_projects.then(|| view! {
                <label class="field connect-project">
                    <span>"In the project"</span>
                    <select class="select" on:change=choose>{options}</select>
                </label>
            })}
            {(!has_projects).then(|| view! {
                <p>"The key sees no project. An empty instance looks the same as a key without rights."</p>
            })}
            <p class="view-note" role="status">{told}</p>
            <table class="capabilities">
                <thead><tr><th scope="col">"What"</th><th scope="col">"Works"</th><th scope="col">"Why"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row((ability, verdict): (Ability, Verdict)) -> impl IntoView {
    let (tone, icon, word) = match verdict.standing {
        Standing::Available => ("tone-create", Icon::Check, "yes"),
        Standing::Refused => ("tone-error", Icon::Close, "refused"),
        Standing::Unknown => ("tone-plain", Icon::Notice, "unknown"),
    };
    view! {
        <tr>
            <th scope="row">{title(ability)}</th>
            <td><Badge tone text=word.to_owned() icon /></td>
            <td>{verdict.reason}</td>
        </tr>
    }
}

fn title(ability: Ability) -> &'static str {
    match ability {
        Ability::ListProjects => "List the projects",
        Ability::ReadProject => "Read a project: import, sync, plan",
        Ability::ReadLibrary => "Read the library: a registry",
        Ability::ReadSettings => "Read the settings of the project",
        Ability::ReadPermissions => "Read the permissions of the project",
        Ability::ListConnections => "Check connections",
        Ability::ListCodeEnvs => "Check code environments",
        Ability::ListPlugins => "Check plugins",
        Ability::ListUsers => "List the users",
        Ability::ListGroups => "List the groups",
        Ability::CheckObjects => "Ask for rights on single objects",
        Ability::CreateProjects => "Create a project",
        Ability::DeleteProjects => "Delete a project",
        Ability::WriteProject => "Apply a plan to the project",
        Ability::WriteLibrary => "Publish a block into the library",
        Ability::ShareObjects => "Share objects with another project",
        Ability::RunJobs => "Build datasets",
        Ability::RunScenarios => "Run scenarios",
        Ability::ReadScenarios => "Read scenarios",
        Ability::ReadJobs => "Read jobs",
        Ability::ReadBundles => "Read bundles",
        Ability::MakeBundles => "Make a bundle",
        Ability::ActivateBundles => "Activate a bundle",
    }
}
