//! What an instance is equipped with: connections, code environments, plugins, people
//! (`dss-api.md` 3.12).

use serde_json::{Value, json};

use crate::inventory::Document;
use crate::simulator::answer::{Answer, document};
use crate::simulator::fields::text;
use crate::simulator::refusal::Refusal;
use crate::simulator::route::{Need, Route, get};
use crate::simulator::visit::Visit;

pub(super) const ROUTES: &[Route] = &[
    get("/connections/get-names", Need::Key, connection_names),
    get("/connections/{}/info", Need::Key, connection),
    get("/admin/connections/", Need::Admin, connections),
    get("/admin/connections/{}", Need::Admin, full_connection),
    get("/admin/code-envs/", Need::Key, code_envs),
    get("/admin/code-envs/{}/{}", Need::Admin, code_env),
    get("/plugins/", Need::Key, plugins),
    get("/plugins/{}/settings", Need::Admin, plugin_settings),
    get("/plugins/{}/actions/listUsages", Need::Key, plugin_usages),
    get("/admin/general-settings", Need::Admin, general_settings),
    get("/admin/variables/", Need::Admin, |visit| document(visit.instance.variables.clone())),
    get("/users", Need::Key, people).since(14),
    get("/admin/users/", Need::Admin, |visit| listed(visit.instance.users.values())),
    get("/groups", Need::Key, group_names).since(14),
    get("/admin/groups/", Need::Admin, |visit| listed(visit.instance.groups.values())),
];

fn listed<'a>(documents: impl Iterator<Item = &'a Document>) -> Answer {
    document(documents.cloned().map(Value::Object).collect::<Value>())
}

/// The names of connections of a type, or of all.
fn connection_names(visit: &mut Visit<'_>) -> Answer {
    let wanted = visit.parameter("type").unwrap_or("all");
    let connections = visit.instance.connections.iter();
    let of_type = connections.filter(|(_, own)| wanted == "all" || text(own, "type") == wanted);
    document(of_type.map(|(name, _)| Value::from(name.as_str())).collect::<Value>())
}

fn found<'a>(visit: &'a Visit<'_>) -> Result<&'a Document, Refusal> {
    let name = visit.argument(0);
    visit.instance.connections.get(name).ok_or_else(|| Refusal::absent(format!("Connection {name}")))
}

/// Parameters only for administrators: they may hold credentials.
fn connection(visit: &mut Visit<'_>) -> Answer {
    let mut shown = found(visit)?.clone();
    if !visit.caller.admin {
        shown.remove("params");
    }
    document(shown)
}

fn full_connection(visit: &mut Visit<'_>) -> Answer {
    document(found(visit)?.clone())
}

fn connections(visit: &mut Visit<'_>) -> Answer {
    let connections = visit.instance.connections.iter();
    document(crate::value::object(connections.map(|(name, own)| (name.clone(), Value::Object(own.clone())))))
}

fn code_envs(visit: &mut Visit<'_>) -> Answer {
    listed(visit.instance.code_envs.iter())
}

fn code_env(visit: &mut Visit<'_>) -> Answer {
    let (language, name) = (visit.argument(0), visit.argument(1));
    let mut environments = visit.instance.code_envs.iter();
    let is_wanted = |own: &&Document| text(own, "envName") == name && text(own, "envLang") == language;
    let own = environments.find(is_wanted);
    let own = own.ok_or_else(|| Refusal::absent(format!("Code environment {language} {name}")))?;
    let mut shown = own.clone();
    shown.insert("desc".to_owned(), json!({"pythonInterpreter": own.get("pythonInterpreter")}));
    shown.entry("specPackageList").or_insert_with(|| Value::from(""));
    document(shown)
}

fn plugins(visit: &mut Visit<'_>) -> Answer {
    listed(visit.instance.plugins.iter())
}

fn plugin<'a>(visit: &'a Visit<'_>) -> Result<&'a Document, Refusal> {
    let id = visit.argument(0);
    let plugin = visit.instance.plugins.iter().find(|plugin| text(plugin, "id") == id);
    plugin.ok_or_else(|| Refusal::absent(format!("Plugin {id}")))
}

fn plugin_settings(visit: &mut Visit<'_>) -> Answer {
    plugin(visit)?;
    document(json!({"config": {}, "codeEnvName": null, "presets": []}))
}

/// The recipes of its kinds in the projects that the key may see, or in the one that is asked for.
fn plugin_usages(visit: &mut Visit<'_>) -> Answer {
    let prefix = format!("CustomCode_{}", text(plugin(visit)?, "id"));
    let only = visit.parameter("projectKey");
    let mut usages = Vec::new();
    for (key, project) in
        visit.instance.projects.iter().filter(|(key, _)| only.is_none_or(|only| only == *key))
    {
        if !visit.caller.may(crate::simulator::access::Right::ReadConf, key, &project.permissions) {
            continue;
        }
        let own = project.recipes.iter().filter(|(_, own)| text(&own.document, "type").starts_with(&prefix));
        usages.extend(own.map(|(name, recipe)| {
            json!({
                "elementKind": "recipe", "elementType": recipe.document.get("type"), "objectType": "RECIPE",
                "objectId": name, "projectKey": key,
            })
        }));
    }
    document(json!({"usages": usages, "missingTypes": []}))
}

fn general_settings(visit: &mut Visit<'_>) -> Answer {
    document(json!({"nodeName": visit.instance.settings.node_name, "security": {"hideErrorStacks": true}}))
}

/// Logins and names, which everybody may see.
fn people(visit: &mut Visit<'_>) -> Answer {
    let people = visit.instance.users.values().map(|user| {
        json!({"login": user.get("login"), "displayName": user.get("displayName"), "groups": user.get("groups")})
    });
    document(people.collect::<Value>())
}

fn group_names(visit: &mut Visit<'_>) -> Answer {
    document(visit.instance.groups.keys().map(|name| json!({"name": name})).collect::<Value>())
}
