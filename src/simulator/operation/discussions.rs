//! Discussions on objects (`dss-api.md` 3.8).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, document};
use crate::simulator::fields::{list, made, required, text};
use crate::simulator::object::{Kind, ObjectRef};
use crate::simulator::project::Project;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, get, post, put};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/discussions/{}/{}/", READ, all),
    post("/projects/{}/discussions/{}/{}/", WRITE, create),
    get("/projects/{}/discussions/{}/{}/{}", READ, one),
    put("/projects/{}/discussions/{}/{}/{}", WRITE, update),
    post("/projects/{}/discussions/{}/{}/{}/replies/", WRITE, reply),
];

/// Most discussions of one object, and most replies in one.
const MAX: usize = 1000;

/// The place of the discussions of the object in the path, which has to be there.
fn place(visit: &Visit<'_>) -> Result<String, Refusal> {
    let (kind, id) = (visit.argument(1), visit.argument(2));
    if !is_there(visit.project()?, visit.key(), kind, id)? {
        return Err(Refusal::absent(format!("{kind} {id}")));
    }
    Ok(format!("{kind}/{id}"))
}

fn is_there(project: &Project, key: &str, kind: &str, id: &str) -> Result<bool, Refusal> {
    Ok(match kind {
        "PROJECT" => id == key,
        "ARTICLE" => project.wiki.articles.contains_key(id),
        "SCENARIO" => project.scenarios.contains_key(id),
        kind => project.has(&ObjectRef::local(Kind::read(kind)?, id)),
    })
}

fn all(visit: &mut Visit<'_>) -> Answer {
    let place = place(visit)?;
    let discussions = visit.project()?.discussions.get(&place).into_iter().flatten();
    let without_replies = discussions.cloned().map(|mut discussion| {
        discussion.remove("replies");
        Value::Object(discussion)
    });
    document(without_replies.collect::<Value>())
}

fn create(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let place = place(visit)?;
    let topic = required(&asked, "topic")?;
    let first = replied(visit, required(&asked, "reply")?);
    let id = visit.instance.ids.object();
    let (kind, object) = (visit.argument(1), visit.argument(2));
    let discussion = made(json!({
        "id": id, "projectKey": visit.key(), "objectType": kind, "objectId": object, "topic": topic,
        "owner": visit.caller.login, "replies": [first],
    }));
    let discussions = visit.project_mut()?.discussions.entry(place).or_default();
    if discussions.len() >= MAX {
        return Err(Refusal::too_large(format!("An object holds {MAX} discussions at most")));
    }
    discussions.push(discussion.clone());
    document(discussion)
}

fn replied(visit: &mut Visit<'_>, text: &str) -> Value {
    let id = visit.instance.ids.object();
    json!({"id": id, "text": text, "author": visit.caller.login, "time": visit.now, "editedOn": 0})
}

fn found<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Document, Refusal> {
    let place = place(visit)?;
    let id = visit.argument(3).to_owned();
    let discussions = visit.project_mut()?.discussions.get_mut(&place).into_iter().flatten();
    let mut wanted = discussions.filter(|discussion| text(discussion, "id") == id);
    wanted.next().ok_or_else(|| Refusal::absent(format!("Discussion {id}")))
}

fn one(visit: &mut Visit<'_>) -> Answer {
    document(found(visit)?.clone())
}

/// Takes the topic, the end of the discussion and edited replies; the rest stays as it is.
fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let discussion = found(visit)?;
    for member in ["topic", "closedOn"] {
        if let Some(value) = asked.get(member) {
            discussion.insert(member.to_owned(), value.clone());
        }
    }
    document(discussion.clone())
}

fn reply(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let reply = replied(visit, required(&asked, "reply")?);
    let discussion = found(visit)?;
    let mut replies = list(discussion, "replies").to_vec();
    if replies.len() >= MAX {
        return Err(Refusal::too_large(format!("A discussion holds {MAX} replies at most")));
    }
    replies.push(reply);
    discussion.insert("replies".to_owned(), Value::from(replies));
    document(discussion.clone())
}
