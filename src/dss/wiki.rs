//! The wiki of a project (`dss-api.md` 3.8). Articles go by their ids.

use serde_json::{Value, json};

use crate::dss::request::{path, slashed};
use crate::dss::{Body, Call, Request, Response, answer, fields};
use crate::inventory::{Article, Document};

/// `wiki.settings.get`: home article and taxonomy.
pub fn settings(project: &str) -> Call<Document> {
    Call::new(Request::get(slashed(&["projects", project, "wiki"])), answer::document)
}

/// `wiki.settings.set`: the whole document as it was read, with changes. Moving an article is a change of
/// the taxonomy.
pub fn set_settings(project: &str, settings: Document) -> Call<()> {
    let request = Request::put(slashed(&["projects", project, "wiki"])).json(Value::Object(settings));
    Call::new(request, answer::nothing)
}

/// The ids of the articles in the taxonomy of `settings`, parents before their children; what is no article
/// there is left out.
pub fn article_ids(settings: &Document) -> Vec<String> {
    let mut ids = Vec::new();
    let mut open: Vec<&Value> = roots(settings.get("taxonomy"));
    while let Some(node) = open.pop() {
        ids.extend(node.get("id").and_then(Value::as_str).map(str::to_owned));
        open.extend(roots(node.get("children")));
    }
    ids
}

/// The nodes of a list from last to first, so that a stack gives the first one first.
fn roots(list: Option<&Value>) -> Vec<&Value> {
    list.and_then(Value::as_array).map(|list| list.iter().rev().collect()).unwrap_or_default()
}

/// `wiki.article.get`: an article with its text.
pub fn article(project: &str, id: &str) -> Call<Article> {
    Call::new(Request::get(at(project, id)), read_article)
}

fn read_article(response: &Response) -> Result<Article, String> {
    let document = answer::document(response)?;
    let article = fields::document(&document, "article")?.ok_or("`article` is missing in the answer")?;
    Ok(Article { article, payload: fields::text(&document, "payload")?.unwrap_or_default() })
}

/// `wiki.article.create`: an article without text below `parent`, or at the root; answers its id.
pub fn create(project: &str, name: &str, parent: Option<&str>) -> Call<Option<String>> {
    let document = json!({"projectKey": project, "name": name, "parent": parent});
    Call::new(Request::post(slashed(&["projects", project, "wiki"])).json(document), read_created)
}

fn read_created(response: &Response) -> Result<Option<String>, String> {
    if response.body.is_empty() {
        return Ok(None);
    }
    fields::required_text(&read_article(response)?.article, "id").map(Some)
}

/// `wiki.article.update`: the whole article as it was read, with changes; a file is detached by taking it
/// out of `attachments`.
pub fn update(project: &str, id: &str, article: &Article) -> Call<()> {
    let document = json!({"article": article.article, "payload": article.payload});
    Call::new(Request::put(at(project, id)).json(document), answer::nothing)
}

/// `wiki.article.delete`. What becomes of articles below it is not known: move them first.
pub fn delete(project: &str, id: &str) -> Call<()> {
    Call::new(Request::delete(at(project, id)), answer::nothing)
}

/// `wiki.attachment.upload`: attaches a file; read the article again for its id. Characters that DSS's
/// client leaves out of names are left out.
pub fn attach(project: &str, id: &str, file: &str, bytes: Vec<u8>) -> Call<()> {
    let is_kept = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '.' | '_' | '-');
    let name = file.chars().filter(is_kept).collect();
    let request = Request::post(path(&["projects", project, "wiki", id, "upload"]));
    Call::new(Request { body: Body::File { name, bytes }, ..request }, answer::nothing)
}

/// `wiki.attachment.get`: the bytes of an attached file.
pub fn attachment(project: &str, id: &str, upload: &str) -> Call<Vec<u8>> {
    Call::new(Request::get(path(&["projects", project, "wiki", id, "uploads", upload])), answer::bytes)
}

fn at(project: &str, id: &str) -> String {
    path(&["projects", project, "wiki", id])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_taxonomy_is_read_from_the_top() {
        let settings = json!({"taxonomy": [
            {"id": "1", "children": [{"id": "2", "children": []}, {"id": "3"}]},
            {"id": 4}, "x", {"id": "5", "children": null},
        ]});
        assert_eq!(article_ids(settings.as_object().unwrap()), ["1", "2", "3", "5"]);
        assert!(article_ids(&Document::new()).is_empty());
    }

    #[test]
    fn an_article_without_text_has_an_empty_one() {
        let read = |body: Value| article("P", "1").read(&Response::json(200, &body));
        assert_eq!(read(json!({"article": {"id": "1"}})).unwrap().payload, "");
        assert_eq!(read(json!({"payload": "x"})).unwrap_err().said, "`article` is missing in the answer");
    }

    #[test]
    fn names_of_attached_files_are_plain() {
        let Body::File { name, .. } = attach("P", "1", "d\u{ef}a/gr\"am 1.svg", Vec::new()).request.body
        else {
            panic!("no file")
        };
        assert_eq!(name, "dagram 1.svg");
    }
}
