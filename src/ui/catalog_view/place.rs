//! A registry added, from an address, from disk or from a library on a DSS.

use blockwright::registry::INDEX_PATH;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::field::RegistryField;
use super::library::FromLibrary;
use crate::ui::files::{from_input, texts};
use crate::ui::kit::{Button, Icon};
use crate::ui::registries::{Refused, add_files, add_library, add_url};
use crate::ui::session::{Session, Tone};

/// The form: a key for references, and where the registry is.
#[component]
pub(super) fn AddRegistry(session: Session) -> impl IntoView {
    let (key, address) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refusal = RwSignal::new(None::<String>);
    let (folder, single) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let done = move |added: Result<(), Refused>| match added {
        Ok(()) => {
            session.notify(Tone::Plain, format!("{} is added and being read.", key.get_untracked()));
            key.try_set(String::new());
            address.try_set(String::new());
            refusal.try_set(None);
        }
        Err(Refused(reason)) => {
            refusal.try_set(Some(reason));
        }
    };
    let add_address = move || done(add_url(session, &key.get_untracked(), &address.get_untracked()));
    let add_chosen = move |input: NodeRef<html::Input>| {
        let Some(input) = input.get_untracked() else { return };
        let chosen = from_input(&input);
        spawn_local(async move {
            let key = key.get_untracked();
            match texts(chosen, ".json").await {
                Ok(files) => done(add_files(session, &key, files).await),
                Err(reason) => done(Err(Refused(reason))),
            }
        });
    };
    let is_busy = RwSignal::new(false);
    let from_library = move |(project, folder): (String, String)| {
        if key.get_untracked().is_empty() {
            key.set(project.clone());
        }
        is_busy.set(true);
        spawn_local(async move {
            let key = key.get_untracked();
            let added = add_library(session, &key, &project, &folder).await;
            is_busy.try_set(false);
            done(added);
        });
    };
    let choose = move |input: NodeRef<html::Input>| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <section class="add-registry" aria-label="Add a registry">
            <h2>"Add a registry"</h2>
            <p class="view-note">
                {format!("A registry is a folder with {INDEX_PATH}, as a web server or a disk has it; single manifests make one as well. Only its key and where it is are remembered, never a password.")}
            </p>
            <div class="add-registry-fields">
                <RegistryField label="Key in references" example="TEAM_BLOCKS" text=key />
                <RegistryField label="Address of the folder" example="https://host/blocks/" text=address kind="url" />
                <Button label="Add from this address".to_owned() icon=Icon::Create on_press=add_address />
                <div class="add-registry-disk">
                    <Button label="Choose a folder on disk".to_owned() icon=Icon::Folder on_press=move || choose(folder) />
                    <Button label="Choose files".to_owned() icon=Icon::File on_press=move || choose(single) />
                </div>
                <input type="file" class="chooser" multiple prop:webkitdirectory=true node_ref=folder data-registry-folder
                    aria-label="Folder of a registry" tabindex="-1" on:change=move |_| add_chosen(folder) />
                <input type="file" class="chooser" multiple accept=".json" node_ref=single data-registry-files
                    aria-label="Files of a registry" tabindex="-1" on:change=move |_| add_chosen(single) />
            </div>
            <FromLibrary session on_add=Callback::new(from_library) is_busy />
            <p id="registry-refusal" class="field-error" role="alert">{refusal}</p>
        </section>
    }
}
