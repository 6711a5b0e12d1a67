//! What an empty project shows in the place of a picture: the ways to begin.

use blockwright::route::Route;
use leptos::prelude::*;

use super::shelf;
use crate::ui::kit::{Button, Icon, Look};
use crate::ui::second::Task;
use crate::ui::session::{Overlay, Session};

/// The doors.
#[component]
pub(super) fn Doors(session: Session) -> impl IntoView {
    view! {
        <div class="doors">
            <h2>"Nothing is on the canvas yet"</h2>
            <ul>
                <li>
                    {Icon::Blocks.view()}
                    <h3>"Start from a block or a solution"</h3>
                    <p>"Find one in the catalog and put it here."</p>
                    <Button label="Find a block".to_owned() look=Look::Primary on_press=move || shelf::open(session) />
                </li>
                <li>
                    {Icon::Search.view()}
                    <h3>"Compose from a wish"</h3>
                    <p>"Say what the project is to do, and choose among proposals of wired blocks."</p>
                    <a class="button" href=Route::Compose.to_string()>"Write a wish"</a>
                </li>
                <li>
                    {Icon::Open.view()}
                    <h3>"Open what you have"</h3>
                    <p>"Files, a folder or a template. They stay in this browser."</p>
                    <div class="doors-acts">
                        <Button label="Open files".to_owned() on_press=move || session.run(Task::ChooseFiles) />
                        <Button label="New from a template".to_owned() on_press=move || session.show(Overlay::NewProject) />
                    </div>
                </li>
            </ul>
            <p>
                <button type="button" class="link-button" on:click=move |_| session.open_sample()>"Or look at the sample"</button>
            </p>
        </div>
    }
}
