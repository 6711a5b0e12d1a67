//! The layout document of the project, read only when it says something new.

use std::sync::Arc;

use blockwright::arrangement::{Arrangement, Refusal, Written, text_in};
use blockwright::config::Config;
use blockwright::diagram::Diagram;
use leptos::prelude::*;

use super::Session;

/// What the document last said. A gesture leaves here what it wrote, because reading thousands of places
/// costs more than moving one.
#[derive(Clone, Copy)]
pub(crate) struct Document(StoredValue<Option<Known>>);

#[derive(Clone)]
struct Known {
    text: Arc<str>,
    arrangement: Arc<Arrangement>,
}

type Reading = Result<Arc<Arrangement>, Refusal>;

/// Whether two readings are not the same one: comparing thousands of places costs more than drawing them.
fn is_other(before: Option<&Reading>, now: Option<&Reading>) -> bool {
    match (before, now) {
        (Some(Ok(before)), Some(Ok(now))) => !Arc::ptr_eq(before, now),
        (before, now) => before != now,
    }
}

impl Document {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// What the document of the settled files says, with frames for the zones of the configuration; or why
    /// it cannot be read.
    pub(super) fn arrangement(
        self,
        session: Session,
        config: Memo<Arc<Config>>,
        diagram: Memo<Arc<Diagram>>,
    ) -> Memo<Reading> {
        let empty = Arc::<Arrangement>::default();
        let written = move |_: Option<&Reading>| {
            session.settled().with(|inputs| match text_in(&inputs.files) {
                Some(text) => self.read(text),
                None => Ok(Arc::clone(&empty)),
            })
        };
        let written = Memo::new_with_compare(written, is_other);
        let with_zones = move |_: Option<&Reading>| {
            let written = written.get()?;
            let has_zones = config.with(|config| !config.zones.is_empty());
            let framed = || config.with(|config| diagram.with(|diagram| written.with_zones(config, diagram)));
            Ok(if has_zones { Arc::new(framed()) } else { written })
        };
        Memo::new_with_compare(with_zones, is_other)
    }

    /// Notes what the document is going to say.
    pub(super) fn note(self, written: Written) {
        let Written { text, arrangement } = written;
        self.0.set_value(Some(Known { text: text.into(), arrangement: Arc::new(arrangement) }));
    }

    fn read(self, text: &Arc<str>) -> Reading {
        let known = self.0.get_value().filter(|known| known.text == *text);
        if let Some(known) = known {
            return Ok(known.arrangement);
        }
        let arrangement = Arc::new(Arrangement::read(text)?);
        self.0.set_value(Some(Known { text: Arc::clone(text), arrangement: Arc::clone(&arrangement) }));
        Ok(arrangement)
    }
}
