//! The flow of a shared plan as a picture, with what the plan does to each node. A node is a button that
//! shows its first change.

use std::sync::Arc;

use blockwright::arrangement::Arrangement;
use blockwright::config::layout::CANVAS_PATH;
use blockwright::diagram::Diagram;
use blockwright::drawing::Sheet;
use blockwright::geometry::Rect;
use blockwright::marks::{Changes, Marks};
use blockwright::picture::{Background, Picture};
use blockwright::plan::Plan;
use blockwright::plan::words;
use blockwright::review::Review;
use blockwright::scene::Scene;
use blockwright::scene::ghosts::Shades;
use leptos::prelude::*;

use crate::ui::kit::Button;
use crate::ui::session::Session;

/// A node that can be pressed.
#[derive(Clone, Debug, PartialEq)]
struct Spot {
    rect: Rect,
    name: String,
    /// The first address that changes with it.
    address: String,
}

/// What is drawn.
struct Drawn {
    picture: Picture,
    spots: Vec<Spot>,
}

/// The picture, at a size that can be chosen.
#[component]
pub(super) fn Graph(session: Session) -> impl IntoView {
    let reviewing = session.reviewing();
    let drawn = Memo::new_with_compare(
        move |_| {
            let is_dark = session.theme().get().is_dark();
            reviewing
                .review
                .with(|review| review.as_ref().and_then(|review| draw(review, is_dark)))
                .map(Arc::new)
        },
        |_, _| true,
    );
    let scale = RwSignal::new(1.0_f64);
    let zoom = move |by: f64| scale.update(|scale| *scale = (*scale * by).clamp(0.1, 4.0));
    let sheet = move || drawn.get().map(|drawn| view! { <SheetView session drawn scale /> });
    view! {
        <div>
            <div class="review-said">
                <Button label="Smaller".to_owned() on_press=move || zoom(0.8) />
                <Button label="Larger".to_owned() on_press=move || zoom(1.25) />
                <Button label="100 %".to_owned() on_press=move || scale.set(1.0) />
            </div>
            <div class="review-graph" tabindex="0" role="region" aria-label="The flow with what the plan does">
                {sheet}
                <Show when=move || drawn.with(Option::is_none)><p class="review-row">"There is nothing to draw: the plan was not worked out here."</p></Show>
            </div>
        </div>
    }
}

#[component]
fn SheetView(session: Session, drawn: Arc<Drawn>, scale: RwSignal<f64>) -> impl IntoView {
    let reviewing = session.reviewing();
    let (width, height) = drawn.picture.pixels();
    let source = format!(
        "data:image/svg+xml;charset=utf-8,{}",
        String::from(js_sys::encode_uri_component(&drawn.picture.svg()))
    );
    let spots = drawn.spots.clone();
    let place = drawn.picture.placement();
    let spot = move |spot: Spot| {
        let rect = place.of(spot.rect);
        let (address, chosen) = (spot.address.clone(), spot.address);
        let is_chosen = Memo::new(move |_| reviewing.chosen.with(|now| now.as_deref() == Some(&*chosen)));
        let pixels = move |value: f64| move || format!("{}px", value * scale.get());
        view! {
            <button type="button" class="review-node" aria-label=spot.name aria-pressed=move || is_chosen.get().to_string()
                style:left=pixels(rect.origin.x) style:top=pixels(rect.origin.y) style:width=pixels(rect.size.width)
                style:height=pixels(rect.size.height)
                on:click=move |_| reviewing.choose(Some(&address))></button>
        }
    };
    view! {
        <div class="review-sheet" style:width=move || format!("{}px", width * scale.get()) style:height=move || format!("{}px", height * scale.get())>
            <img src=source alt=drawn.picture.description.clone() />
            {spots.into_iter().map(spot).collect_view()}
        </div>
    }
}

fn draw(review: &Review, is_dark: bool) -> Option<Drawn> {
    let (analysis, workspace) = (review.analysis.as_ref()?, review.workspace.as_ref()?);
    let plan = analysis.plan.as_ref()?;
    let diagram = Diagram::new(&analysis.config, &analysis.composition);
    let layout = workspace.files.iter().find(|file| file.path == CANVAS_PATH);
    let arrangement = layout.and_then(|file| Arrangement::read(&file.text).ok()).unwrap_or_default();
    let scene = Scene::new(&diagram, &arrangement, None);
    let marks = Marks::new(&diagram, analysis);
    let shades = Shades::new(&diagram, &arrangement, &scene, &marks);
    let sheet = Sheet {
        title: "Plan",
        background: if is_dark { Background::Dark } else { Background::Light },
        diagram: &diagram,
        arrangement: &arrangement,
        scene: &scene,
        marks: &marks,
        plan: Some((plan.summary, &shades)),
        chosen: None,
    };
    let picture = sheet.picture();
    let changed = diagram.nodes.iter().zip(&marks.nodes).filter_map(|(node, mark)| {
        spot(plan, &node.name, mark.changes.as_ref()?, scene.shape(&node.id)?.rect)
    });
    let ghosts = marks
        .ghosts
        .iter()
        .filter_map(|ghost| spot(plan, &ghost.name, &ghost.changes, shades.shape(&ghost.id)?.rect));
    let spots = changed.chain(ghosts).collect();
    Some(Drawn { picture, spots })
}

fn spot(plan: &Plan, name: &str, changes: &Changes, rect: Rect) -> Option<Spot> {
    let steps = changes.steps.iter().filter_map(|at| plan.steps.get(*at));
    let step = steps.into_iter().find(|step| step.action != blockwright::plan::Action::NoChange)?;
    let name = format!("{name}, {}", words::summary(changes.summary));
    Some(Spot { rect, name, address: step.address.as_str().to_owned() })
}
