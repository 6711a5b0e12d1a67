//! The graph of the flow, and what is done along it (`dss-api.md` 3.5).

use std::collections::BTreeSet;

use serde_json::json;

use crate::simulator::answer::{Answer, document};
use crate::simulator::fields::list;
use crate::simulator::graph::Graph;
use crate::simulator::reference::outputs;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{READ, Route, WRITE, get, post};
use crate::simulator::schema_update::updates;
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/projects/{}/flow/graph/", READ, graph),
    post("/projects/{}/flow/tools/propagate-schema/", WRITE, propagate),
];

fn graph(visit: &mut Visit<'_>) -> Answer {
    document(Graph::of(visit.instance, visit.key()).document())
}

/// Updates the columns of outputs from the source on, recipe after recipe.
fn propagate(visit: &mut Visit<'_>) -> Answer {
    let asked = visit.document()?;
    let (key, stamp) = (visit.key().to_owned(), visit.stamp());
    let sources = list(&asked, "sources").iter();
    let sources: Vec<String> =
        sources.filter_map(|source| source["id"].as_str()).map(str::to_owned).collect();
    if sources.is_empty() {
        return Err(Refusal::invalid("A propagation needs a source"));
    }
    let excluded = asked.get("options").and_then(|options| options["excludedRecipes"].as_array()).cloned();
    let mut waiting = sources;
    let mut done = BTreeSet::new();
    let mut updated = Vec::new();
    while let Some(id) = waiting.pop() {
        let readers = Graph::of(visit.instance, &key).readers(&id);
        for name in readers.into_iter().filter(|name| done.insert(name.clone())) {
            let is_excluded = excluded.iter().flatten().any(|recipe| recipe == name.as_str());
            let Some(recipe) = visit.project()?.recipes.get(&name).cloned().filter(|_| !is_excluded) else {
                continue;
            };
            // Code recipes set their columns when they run.
            for update in updates(visit.instance, &key, &recipe).unwrap_or_default() {
                if let Some(dataset) = visit.project_mut()?.datasets.get_mut(&update.output) {
                    let schema = json!({"columns": update.columns, "userModified": false});
                    dataset.document.insert("schema".to_owned(), schema);
                    stamp.touch(&mut dataset.document);
                    updated.push(update.output);
                }
            }
            waiting.extend(outputs(&recipe.document).map(str::to_owned));
        }
    }
    let login = visit.caller.login.clone();
    let result = json!({"success": true, "messages": [], "updated": updated});
    document(visit.instance.start(&login, Some(&key), result, visit.now))
}
