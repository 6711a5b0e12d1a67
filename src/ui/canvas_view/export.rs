//! Pictures of the canvas as files.

use blockwright::drawing::{Chosen, Sheet};
use blockwright::picture::{Background, Picture};
use blockwright::plan::Summary;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::commands::{Need, chosen, missing};
use crate::ui::files;
use crate::ui::kit::{Icon, Menu, MenuEntry};
use crate::ui::session::{Session, Tone};

/// What a picture is kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Lines and text, sharp at any size.
    Svg,
    /// Pixels.
    Png,
}

/// The menu with all forms.
#[component]
pub(super) fn ExportMenu(session: Session) -> impl IntoView {
    let entry = move |label: &'static str, form: Form, only_selected: bool| {
        let press = move || export(session, form, only_selected);
        let missing = Memo::new(move |_| missing(session, Need::Shown).filter(|_| only_selected));
        view! { <MenuEntry icon=Icon::Download label=label.to_owned() missing on_press=press /> }
    };
    view! {
        <Menu label="Export picture".to_owned() icon=Icon::Download>
            {entry("Everything as SVG", Form::Svg, false)}
            {entry("Everything as PNG", Form::Png, false)}
            {entry("Selection as SVG", Form::Svg, true)}
            {entry("Selection as PNG", Form::Png, true)}
        </Menu>
    }
}

/// Hands a picture of the canvas to the browser: of everything, or of what is selected.
pub(super) fn export(session: Session, form: Form, only_selected: bool) {
    let board = session.board();
    let shapes = board.with_insides(&chosen(session).into_iter().collect());
    let note = board.selected_note.get_untracked();
    if only_selected && note.is_none() && shapes.is_empty() {
        return session
            .refuse("Nothing was exported: nothing is selected on the canvas. Select something first.");
    }
    let chosen = note.map_or(Chosen::Shapes(&shapes), Chosen::Note);
    let picture = picture(session, only_selected.then_some(chosen));
    if picture.boxes.is_empty() && picture.frames.is_empty() && picture.notes.is_empty() {
        return session.refuse("Nothing was exported: there is nothing on the canvas. Add something first.");
    }
    match form {
        Form::Svg => save(session, &file_name(session, "svg"), picture.svg().as_bytes()),
        Form::Png => spawn_local(async move {
            let (width, height) = picture.image_pixels();
            match image(&picture.svg(), (width, height)).await {
                Ok(bytes) => {
                    let name = file_name(session, "png");
                    save(session, &name, &bytes);
                    if let Some(loss) = picture.image_loss() {
                        session.notify(Tone::Plain, format!("{name} is hard to read. {loss}"));
                    }
                }
                Err(_) => session.notify(
                    Tone::Error,
                    format!(
                        "Nothing was exported: the browser could not draw an image of {width} by {height} pixels. Export an SVG, or select a part of the canvas."
                    ),
                ),
            }
        }),
    }
}

/// The picture, with the marks of the plan while that is shown.
fn picture(session: Session, chosen: Option<Chosen<'_>>) -> Picture {
    let board = session.board();
    let is_dark = session.theme().get_untracked().is_dark();
    let plan = board.planning.is_on.get_untracked().then(|| board.planning.plan.get_untracked()).flatten();
    let shades = board.planning.shades.get_untracked();
    let summary: Option<Summary> = plan.map(|plan| plan.summary);
    let (diagram, scene, marks) =
        (board.diagram.get_untracked(), board.scene.get_untracked(), board.marks.get_untracked());
    let sheet = Sheet {
        title: &title(session),
        background: if is_dark { Background::Dark } else { Background::Light },
        diagram: &diagram,
        arrangement: &board.arrangement.get_untracked().unwrap_or_default(),
        scene: &scene,
        marks: &marks,
        plan: summary.map(|summary| (summary, &*shades)),
        chosen,
    };
    sheet.picture()
}

/// The name of the project and its environment.
fn title(session: Session) -> String {
    let key = key(session);
    let name = session.analysis().with_untracked(|analysis| {
        analysis.config.project.as_ref()?.name.as_ref().map(|name| name.value.to_string())
    });
    let environment = session.settled().with_untracked(|inputs| inputs.environment.clone());
    let name = name.filter(|name| !name.is_empty()).unwrap_or(key);
    if environment.is_empty() { name } else { format!("{name}, {environment}") }
}

fn key(session: Session) -> String {
    let key = session.analysis().with_untracked(|analysis| {
        analysis.config.project.as_ref()?.key.as_ref().map(|key| key.value.to_string())
    });
    key.filter(|key| !key.is_empty()).unwrap_or_else(|| "project".to_owned())
}

fn file_name(session: Session, ending: &str) -> String {
    let what = if session.board().planning.is_on.get_untracked() { "plan" } else { "canvas" };
    format!("{}-{what}.{ending}", key(session))
}

fn save(session: Session, name: &str, bytes: &[u8]) {
    if files::download(name, bytes) {
        session.announce(format!("{name} is downloaded."));
    } else {
        session.notify(Tone::Error, format!("The browser refused the download of {name}."));
    }
}

/// An SVG document as PNG of so many pixels.
async fn image(svg: &str, (width, height): (u32, u32)) -> Result<Vec<u8>, JsValue> {
    let image = web_sys::HtmlImageElement::new()?;
    // The page's policy lets images come from data, not from blobs.
    let text = String::from(js_sys::encode_uri_component(svg));
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{text}"));
    JsFuture::from(image.decode()).await?;
    let canvas: web_sys::HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        width.into(),
        height.into(),
    )?;
    let drawn = js_sys::Promise::new(&mut |resolve, reject| {
        if canvas.to_blob(&resolve).is_err() {
            drop(reject.call0(&JsValue::NULL));
        }
    });
    // Of what is too large there is no blob.
    let blob: web_sys::Blob = JsFuture::from(drawn).await?.dyn_into()?;
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}
