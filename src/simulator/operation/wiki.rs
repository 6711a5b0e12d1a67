//! The wiki (`dss-api.md` 3.8).

use serde::Deserialize as _;
use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, bytes, document, empty};
use crate::simulator::bytes::Bytes;
use crate::simulator::fields::{fill, fill_common, known, list, made, object, required, text, whole};
use crate::simulator::project::{Article, Node, Wiki};
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, delete, get, post, put};
use crate::simulator::taxonomy::{MAX_LEVELS, ids};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/wiki/", READ, |visit| document(settings(visit.key(), &visit.project()?.wiki))),
    put("/projects/{}/wiki/", WRITE, set_settings),
    post("/projects/{}/wiki/", WRITE, create),
    post("/projects/{}/wiki/actions/export", READ, export),
    get("/projects/{}/wiki/{}", READ, |visit| shown(article(visit)?.1)),
    put("/projects/{}/wiki/{}", WRITE, update),
    delete("/projects/{}/wiki/{}", WRITE, remove),
    post("/projects/{}/wiki/{}/upload", WRITE, attach),
    get("/projects/{}/wiki/{}/uploads/{}", READ, attached),
    post("/projects/{}/wiki/{}/actions/export", READ, export),
];

fn settings(key: &str, wiki: &Wiki) -> Value {
    json!({"projectKey": key, "homeArticleId": wiki.home, "taxonomy": wiki.taxonomy})
}

/// Replaces the tree and the home article, which has to be one.
fn set_settings(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    whole(&asked, &["taxonomy"])?;
    let taxonomy = Vec::<Node>::deserialize(&asked["taxonomy"])
        .map_err(|error| Refusal::invalid(format!("The taxonomy is no tree of ids: {error}")))?;
    let home = Some(text(&asked, "homeArticleId")).filter(|home| !home.is_empty()).map(str::to_owned);
    let key = visit.key().to_owned();
    let wiki = &mut visit.project_mut()?.wiki;
    if let Some(home) = home.as_ref().filter(|home| !wiki.articles.contains_key(*home)) {
        return Err(Refusal::absent(format!("Article {home}")));
    }
    wiki.home = home;
    wiki.arrange(taxonomy);
    document(settings(&key, wiki))
}

/// The article that the path names by its id, or else the first in the tree of that name.
fn article<'a>(visit: &'a Visit<'_>) -> Result<(String, &'a Article), Refusal> {
    let wiki = &visit.project()?.wiki;
    let wanted = visit.argument(1);
    if let Some(article) = wiki.articles.get(wanted) {
        return Ok((wanted.to_owned(), article));
    }
    let articles = ids(&wiki.taxonomy).into_iter().filter_map(|id| Some((id, wiki.articles.get(id)?)));
    let mut named = articles.filter(|(_, article)| text(&article.document, "name") == wanted);
    let found = named.next().ok_or_else(|| Refusal::absent(format!("Article {wanted}")))?;
    Ok((found.0.to_owned(), found.1))
}

fn article_mut<'a>(visit: &'a mut Visit<'_>) -> Result<&'a mut Article, Refusal> {
    let id = article(visit)?.0;
    let article = visit.project_mut()?.wiki.articles.get_mut(&id);
    article.ok_or_else(|| Refusal::absent(format!("Article {id}")))
}

fn shown(article: &Article) -> Answer {
    document(json!({"article": article.document, "payload": article.payload}))
}

/// The document of an article as it is kept.
pub(in crate::simulator) fn kept(document: Document, project: &str, id: &str) -> Document {
    let mut document = known(document, &["id", "name", "layout", "attachments"]);
    document.insert("projectKey".to_owned(), Value::from(project));
    document.insert("id".to_owned(), Value::from(id));
    fill(&mut document, json!({"layout": "WIKI_ARTICLE", "attachments": []}));
    fill_common(&mut document);
    document
}

/// Names need not be unique; ids count up.
fn create(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let name = required(&asked, "name")?;
    if name.trim().is_empty() {
        return Err(Refusal::invalid("An article needs a name"));
    }
    let parent = asked.get("parent").and_then(Value::as_str);
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let wiki = &mut visit.project_mut()?.wiki;
    let id = wiki.made.saturating_add(1).to_string();
    if !wiki.hang(&id, parent) {
        let parent = parent.unwrap_or_default();
        return Err(Refusal::absent(format!("Parent article {parent} within {MAX_LEVELS} levels")));
    }
    wiki.made = wiki.made.saturating_add(1);
    let mut document = kept(made(json!({"name": name})), &key, &id);
    stamp.create(&mut document);
    let article = Article { document, ..Article::default() };
    let answer = shown(&article);
    wiki.articles.insert(id, article);
    answer
}

/// Replaces article and text; files whose entry is gone go.
fn update(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let definition = object(&asked, "article");
    required(&definition, "name").map_err(|_| Refusal::partial("article.name"))?;
    let (key, stamp, id) = (visit.key().to_owned(), visit.stamp(), article(visit)?.0);
    let article = article_mut(visit)?;
    let mut kept = kept(definition, &key, &id);
    stamp.update(&mut kept, &article.document);
    let attached = list(&kept, "attachments");
    article.files.retain(|id, _| attached.iter().any(|entry| entry["smartId"] == id.as_str()));
    article.document = kept;
    text(&asked, "payload").clone_into(&mut article.payload);
    shown(article)
}

/// Those below it move up to its place.
fn remove(visit: &mut Visit<'_>) -> Answer {
    let id = article(visit)?.0;
    let project = visit.project_mut()?;
    project.wiki.articles.remove(&id);
    project.wiki.unhang(&id);
    project.discussions.remove(&format!("ARTICLE/{id}"));
    empty()
}

fn attach(visit: &mut Visit<'_>) -> Answer {
    let (name, content) = visit.file()?;
    let (id, stamp) = (visit.instance.ids.object(), visit.stamp());
    let article = article_mut(visit)?;
    let mut attachments = list(&article.document, "attachments").to_vec();
    attachments.push(json!({
        "smartId": id, "attachmentType": "FILE", "attachedBy": stamp.login, "attachedOn": stamp.at,
        "details": {"objectDisplayName": name, "size": content.len()},
    }));
    article.document.insert("attachments".to_owned(), Value::from(attachments));
    article.files.insert(id.clone(), Bytes(content));
    stamp.touch(&mut article.document);
    document(json!({"id": id, "fileName": name}))
}

fn attached(visit: &mut Visit<'_>) -> Answer {
    let id = visit.argument(2);
    match article(visit)?.1.files.get(id) {
        Some(file) => bytes("application/octet-stream", file.0.clone()),
        None => Err(Refusal::absent(format!("Attachment {id}"))),
    }
}

/// Needs software that this instance does not have (`dss-api.md` 3.8).
fn export(_: &mut Visit<'_>) -> Answer {
    Err(Refusal::unsupported("Graphics export is not installed on this instance"))
}
