//! Futures (`dss-api.md` 1.2).

use serde_json::Value;

use crate::simulator::answer::{Answer, document, empty};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, Route, delete, get};
use crate::simulator::task::Future;
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/futures/", Need::Key, all),
    get("/futures/{}", Need::Key, state),
    delete("/futures/{}", Need::Key, abort),
];

/// The futures of the key that run, or those of all for an administrator who asks for them.
fn all(visit: &mut Visit<'_>) -> Answer {
    let shows_all = visit.caller.admin && visit.flag("allUsers");
    let login = visit.caller.login.clone();
    let visible = visit.instance.futures.iter_mut().filter(|(_, future)| shows_all || future.owner == login);
    let states = visible.map(|(id, future)| future.look(id, true));
    document(states.filter(|state| state["alive"] == true).collect::<Value>())
}

fn state(visit: &mut Visit<'_>) -> Answer {
    let peeks = visit.flag("peek");
    let (id, future) = own(visit)?;
    let state = future.look(&id, peeks);
    document(state)
}

fn abort(visit: &mut Visit<'_>) -> Answer {
    own(visit)?.1.abort();
    empty()
}

/// A future of another key is as good as absent.
fn own<'a>(visit: &'a mut Visit<'_>) -> Result<(String, &'a mut Future), Refusal> {
    let id = visit.argument(0).to_owned();
    let (login, admin) = (visit.caller.login.clone(), visit.caller.admin);
    let future = visit.instance.futures.get_mut(&id).filter(|future| admin || future.owner == login);
    match future {
        Some(future) => Ok((id, future)),
        None => Err(Refusal::absent(format!("Future {id}"))),
    }
}
