//! The zone of a node, chosen from those there are or typed as a new one.

use blockwright::properties::choices::Rank;
use blockwright::properties::zones::{Zone, zones};
use blockwright::properties::{Basis, Row};
use leptos::prelude::*;
use serde_json::Value;

use super::sheet::Sheet;
use crate::ui::kit::{Combobox, Offer, Suits};

/// The field of the zone that stands in a row.
#[component]
pub(super) fn ZoneField(
    sheet: Sheet,
    row: Memo<Option<Row>>,
    /// Its id in the page, unlike any other.
    id: String,
    #[prop(into)] label: Signal<String>,
    /// The zone that is written.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    let session = sheet.session;
    let found = StoredValue::new(Vec::<Zone>::new());
    let offers = move |()| {
        let board = session.board();
        let zones = sheet.id().map(|id| {
            session.analysis().with_untracked(|analysis| {
                board.diagram.with_untracked(|diagram| {
                    board.marks.with_untracked(|marks| zones(Basis { diagram, analysis, marks }, &id))
                })
            })
        });
        found.set_value(zones.unwrap_or_default());
        found.with_value(|zones| zones.iter().map(offer).collect())
    };
    let put = move |name: String| {
        if let Some(path) = row.with_untracked(|row| row.as_ref().map(|row| row.path.clone())) {
            sheet.set(path, Some(Value::from(name)));
        }
    };
    let choose = move |at: usize| {
        if let Some(name) = found.with_value(|zones| zones.get(at).map(|zone| zone.name.clone())) {
            put(name);
        }
    };
    let placeholder = Signal::derive(move || {
        value.with(
            |value| if value.is_empty() { "None: choose or name one".to_owned() } else { value.clone() },
        )
    });
    let analysis = session.analysis();
    let basis = Signal::derive(move || analysis.track());
    view! {
        <div class="panel-field">
            <label for=id.clone()>{label}</label>
            <Combobox id label placeholder value offers basis on_choose=choose
                on_other=Callback::new(put) other="a new zone" />
        </div>
    }
}

fn offer(zone: &Zone) -> Offer {
    let suits = if zone.rank == Rank::Refused { Suits::Not } else { Suits::Well };
    Offer { name: zone.name.clone(), reason: zone.reason.clone(), suits }
}
