//! Reading a whole project: a crawl, driven over a connection.

use std::cell::RefCell;
use std::rc::Rc;

use blockwright::crawl::{Crawl, Missed, halted};
use blockwright::dss::Transport;
use blockwright::dss::error::Kind;
use blockwright::inventory::{Inventory, LeftOut};
use js_sys::Function;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::errand::Errand;
use crate::ui::promise::{keep, promise};

/// A project that is being read. It outlives an errand that failed, so that another one can go on.
pub(crate) struct Reader(Rc<RefCell<Crawl>>);

/// Why a reading ended early.
#[derive(Clone, Debug)]
pub(crate) struct Halt {
    /// What happened, what was not done, what to do next.
    pub(crate) why: String,
    /// Whether it can go on from there.
    pub(crate) can_go_on: bool,
}

impl Halt {
    /// One that asking again does not mend.
    pub(crate) fn for_good(why: String) -> Self {
        Self { why, can_go_on: false }
    }
}

impl Reader {
    /// The reading of project `key`, from the start.
    pub(crate) fn new(key: &str) -> Self {
        Self(Rc::new(RefCell::new(Crawl::new(key))))
    }

    /// Lets a reading that ended early go on with the next errand.
    pub(crate) fn go_on(&self) {
        self.0.borrow_mut().go_on();
    }

    /// Reads until everything is read, or it cannot go on. `progress` is told how far it is, in words.
    ///
    /// # Errors
    /// If it ended early.
    pub(crate) async fn read(&self, errand: &Rc<Errand>, progress: RwSignal<String>) -> Result<(), Halt> {
        let (idle, done) = promise();
        errand.watch({
            let crawl = Rc::clone(&self.0);
            move |headway| {
                if let Ok(crawl) = crawl.try_borrow() {
                    progress.set(crawl.progress().words_while(headway.again));
                }
            }
        });
        send(&self.0, errand, &done);
        // The promise is only ever kept.
        drop(JsFuture::from(idle).await);
        let crawl = self.0.borrow();
        match crawl.halt() {
            Some(error) => Err(Halt {
                why: halted(error, crawl.progress()),
                can_go_on: error.is_transient() || error.kind == Kind::Cancelled,
            }),
            None => Ok(()),
        }
    }

    /// Takes out what was read, and what could not be: a project may be too large to be there twice.
    pub(crate) fn take(&self) -> (Inventory, Vec<Missed>) {
        let mut crawl = self.0.borrow_mut();
        (crawl.take_inventory(), crawl.missed().to_vec())
    }
}

/// Sends whatever may be sent now; each answer sends what comes after it. `done` is called at the end.
fn send(crawl: &Rc<RefCell<Crawl>>, errand: &Rc<Errand>, done: &Function) {
    loop {
        let next = crawl.borrow_mut().ask();
        let Some((ticket, request)) = next else { break };
        let (crawl, errand, done) = (Rc::clone(crawl), Rc::clone(errand), done.clone());
        spawn_local(async move {
            let outcome = errand.send(request).await;
            crawl.borrow_mut().answered(ticket, outcome);
            errand.tell();
            send(&crawl, &errand, &done);
        });
    }
    if crawl.borrow().is_idle() {
        keep(done);
    }
}

/// Reads the project `key`: what it holds, and what could not be read.
///
/// # Errors
/// In words, if it was not read to the end.
pub(crate) async fn read_project(
    errand: &Rc<Errand>,
    key: &str,
    progress: RwSignal<String>,
) -> Result<(Inventory, Vec<LeftOut>), String> {
    let reader = Reader::new(key);
    reader.read(errand, progress).await.map_err(|halt| halt.why)?;
    let (inventory, missed) = reader.take();
    Ok((inventory, missed.into_iter().map(|missed| missed.left_out).collect()))
}
