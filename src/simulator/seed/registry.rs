//! The registry as a project: its files in the library, an article for each block in the wiki
//! (`blocks.md` 2.2, 2.8).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::fields::{list, text};
use crate::simulator::seed::REGISTRY;
use crate::simulator::seed::plan::write_article;
use crate::simulator::seed::writer::Writer;

/// Makes the project of the registry.
pub(super) fn write(writer: &mut Writer<'_>, files: &[(String, String)]) -> Result<(), String> {
    let project = json!({
        "projectKey": REGISTRY, "name": "Blocks registry", "owner": "admin",
        "description": "Published blocks: files in the library, an article for each in the wiki.",
        "permissions": [{"group": "analysts", "readProjectContent": true}], "tags": ["registry"],
    });
    writer.post(&[""], project)?;
    for (path, content) in files {
        let path = crate::dss::request::segments(path);
        writer.post_bytes(format!("/projects/{REGISTRY}/libraries/contents/blocks/{path}"), content)?;
    }
    let projects = json!({"format_version": "1.0", "updated_at": null, "project_count": 0, "projects": []});
    let path = format!("/projects/{REGISTRY}/libraries/contents/projects/project_index.json");
    writer.post_bytes(path, &format!("{projects:#}"))?;
    let index = files.iter().find(|(path, _)| path == "index.json").map(|(_, content)| content.as_str());
    let index: Document = serde_json::from_str(index.unwrap_or("{}"))
        .map_err(|error| format!("The registry's index.json is no JSON object: {error}."))?;
    Tree { writer, articles: BTreeMap::new() }.grow(&index)
}

/// The wiki while it grows: ids of articles by their path of names.
struct Tree<'a, 'w> {
    writer: &'a mut Writer<'w>,
    articles: BTreeMap<String, String>,
}

impl Tree<'_, '_> {
    fn grow(&mut self, index: &Document) -> Result<(), String> {
        let home = self.article("Home", "# Blocks registry\n\nSee _BLOCKS for the catalogue.\n")?;
        for (path, about) in [
            ("Home/_CONFIG/hierarchy", "Levels are in `blocks/hierarchy_config.json`.\n"),
            ("Home/_CONFIG/domains", "Domains are in `blocks/domain_config.json`.\n"),
            ("Home/_PROJECT_REGISTRIES/_INDEX", "No project is registered yet.\n"),
        ] {
            self.article(path, about)?;
        }
        let blocks = newest(index);
        let listed = |wanted: bool| -> String {
            let blocks = blocks.values().filter(|block| is_solution(block) == wanted);
            blocks.map(|block| format!("- {}: {}\n", text(block, "block_id"), text(block, "name"))).collect()
        };
        self.article("Home/_BLOCKS/_INDEX", &listed(false))?;
        self.article("Home/_SOLUTIONS/_INDEX", &listed(true))?;
        for (id, block) in &blocks {
            if is_solution(block) {
                self.article(&format!("Home/_SOLUTIONS/{id}"), &described(block))?;
                continue;
            }
            let level =
                Some(text(block, "hierarchy_level")).filter(|level| !level.is_empty()).unwrap_or("other");
            self.article(&format!("Home/_BLOCKS/by-hierarchy/{level}/{id}"), &described(block))?;
            let domain = Some(text(block, "domain")).filter(|domain| !domain.is_empty()).unwrap_or("other");
            let pointer = format!("See _BLOCKS/by-hierarchy/{level}/{id}.\n");
            self.article(&format!("Home/_BLOCKS/by-domain/{domain}/{id}"), &pointer)?;
        }
        self.writer.edit(&[REGISTRY, "wiki", ""], |wiki| {
            wiki.insert("homeArticleId".to_owned(), Value::from(home));
        })
    }

    /// Writes the article of a path, after those above it that are not there yet.
    fn article(&mut self, path: &str, content: &str) -> Result<String, String> {
        let (above, name) = match path.rsplit_once('/') {
            Some((above, name)) => (Some(above), name),
            None => (None, path),
        };
        let parent = match above {
            Some(above) => Some(match self.articles.get(above) {
                Some(id) => id.clone(),
                None => self.article(above, "")?,
            }),
            None => None,
        };
        let id = write_article(self.writer, REGISTRY, name, parent.as_deref(), content)?;
        self.articles.insert(path.to_owned(), id.clone());
        Ok(id)
    }
}

/// The last entry of each block; entries are in the order of versions.
fn newest(index: &Document) -> BTreeMap<String, Document> {
    let entries = list(index, "blocks").iter().filter_map(Value::as_object);
    entries.map(|entry| (text(entry, "block_id").to_owned(), entry.clone())).collect()
}

fn is_solution(block: &Document) -> bool {
    text(block, "type") == "solution"
}

/// Front matter, what the block does, and its ports.
fn described(block: &Document) -> String {
    let mut article = "---\n".to_owned();
    for member in ["block_id", "version", "type", "source_project", "hierarchy_level", "domain"] {
        let value = text(block, member);
        if !value.is_empty() {
            article.push_str(&format!("{member}: {value}\n"));
        }
    }
    let tags = Value::from(list(block, "tags"));
    article.push_str(&format!("tags: {tags}\n---\n\n# {}\n\n", text(block, "name")));
    article.push_str(&format!("## Description\n\n{}\n", text(block, "description")));
    for (heading, member) in [("Inputs", "inputs"), ("Outputs", "outputs")] {
        article.push_str(&format!("\n## {heading}\n\n| Name | Type |\n|---|---|\n"));
        for port in list(block, member).iter().filter_map(Value::as_object) {
            article.push_str(&format!("| {} | {} |\n", text(port, "name"), text(port, "type")));
        }
    }
    article
}
