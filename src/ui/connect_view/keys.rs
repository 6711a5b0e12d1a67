//! Advice on keys (`dss-api.md` 2).

use leptos::prelude::*;

/// What kinds of keys there are, and which to take.
#[component]
pub(super) fn KeyAdvice() -> impl IntoView {
    view! {
        <details class="connect-advice">
            <summary>"Which key to take"</summary>
            <dl>
                <dt>"Personal"</dt>
                <dd>"Made in your profile in DSS. It may do all that you may, and acts under your name in the history. Restricted connections work with this kind alone."</dd>
                <dt>"Project"</dt>
                <dd>"Made in the security settings of a project, and for that project alone. It is part of the project: an export holds it."</dd>
                <dt>"Global"</dt>
                <dd>"Made by an administrator, with chosen rights on chosen projects. It can span a registry and the projects that are planned."</dd>
            </dl>
            <p>"Take the one with the least rights that do. Reading a project and planning need READ_CONF on it, applying WRITE_CONF."</p>
        </details>
    }
}
