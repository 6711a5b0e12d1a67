//! How the columns of two ports compare, each pair of schemas once: instances of a block share them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::block::column::Column;
use crate::block::fit::{Misfit, Producer};

/// How the columns of two ports compare.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    /// How many of the columns that are asked for are there.
    pub(super) met: usize,
    /// How many are asked for.
    pub(super) asked: usize,
    /// What data can pass with all the same.
    pub(super) tolerable: Vec<Misfit>,
    /// What keeps data from passing.
    pub(super) fatal: Vec<Misfit>,
}

/// Comparisons that were made, by where the columns of both sides are stored.
#[derive(Default)]
pub(super) struct Comparisons<'a> {
    producers: RefCell<HashMap<*const Column, Rc<Producer<'a>>>>,
    known: RefCell<HashMap<(*const Column, *const Column), Rc<Comparison>>>,
}

impl<'a> Comparisons<'a> {
    /// Compares the columns of a producer with all that is asked for.
    pub(super) fn of(&self, has: &'a [Column], asks: &[&'a [Column]]) -> Rc<Comparison> {
        // Empty slices share one place, and a solution asks for several at once.
        let key = match asks {
            [asked] if !has.is_empty() && !asked.is_empty() => Some((has.as_ptr(), asked.as_ptr())),
            _ => None,
        };
        if let Some(known) = key.and_then(|key| self.known.borrow().get(&key).map(Rc::clone)) {
            return known;
        }
        let made = Rc::new(compare(&self.producer(has), asks));
        if let Some(key) = key {
            self.known.borrow_mut().insert(key, Rc::clone(&made));
        }
        made
    }

    fn producer(&self, has: &'a [Column]) -> Rc<Producer<'a>> {
        let mut producers = self.producers.borrow_mut();
        Rc::clone(producers.entry(has.as_ptr()).or_insert_with(|| Rc::new(Producer::new(has))))
    }
}

fn compare(has: &Producer<'_>, asks: &[&[Column]]) -> Comparison {
    let mut found = Comparison::default();
    for asked in asks {
        let is_absent = |column: &&Column| !has.has(&column.name);
        found.asked += asked.len();
        found.met += asked.len() - asked.iter().filter(is_absent).count();
        for misfit in has.misfits(asked) {
            let list = if misfit.reason.is_tolerable() { &mut found.tolerable } else { &mut found.fatal };
            // Several ports inside a solution may miss the same.
            if asks.len() == 1 || !list.contains(&misfit) {
                list.push(misfit);
            }
        }
    }
    found
}
