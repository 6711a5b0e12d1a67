//! What holds whatever is asked.

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 7] = ["a", "b", "c", "P.a", "ä 1", "", "default"];
const KINDS: [&str; 4] = ["DATASET", "RECIPE", "MANAGED_FOLDER", "?"];

/// A request with arguments from a small world, so that many of them meet.
pub(crate) fn request() -> impl Strategy<Value = (Method, String, Value)> {
    let name = prop::sample::select(&NAMES[..]);
    let names = prop::collection::vec(name.clone(), 0..3);
    let kind = prop::sample::select(&KINDS[..]);
    (0..22_u8, name.clone(), name, kind, names, any::<u8>()).prop_map(
        |(action, one, other, kind, names, odd)| {
            let path = |rest: String| format!("/projects/P/{rest}");
            let one_encoded = crate::dss::request::segment(one);
            let zone = format!(
                "flow/zones/{}",
                if odd % 3 == 0 { "default".to_owned() } else { one_encoded.clone() }
            );
            let refs = |names: &[&str]| names.iter().map(|name| json!({"ref": name})).collect::<Value>();
            let prototype = json!({
                "type": if odd % 2 == 0 { "python" } else { "join" }, "name": one,
                "inputs": {"main": {"items": refs(&names)}}, "outputs": {"main": {"items": refs(&[other])}},
            });
            match action {
                0..4 => (
                    Method::Post,
                    path("datasets/".into()),
                    json!({"name": one, "type": "Filesystem", "params": {}}),
                ),
                4..7 => {
                    let settings = json!({
                        "createOutputDataset": odd % 3 == 0, "virtualInputs": names,
                        "outputDatasetSettings": {"connectionId": "warehouse"},
                    });
                    let asked = json!({"recipePrototype": prototype, "creationSettings": settings});
                    (Method::Post, path("recipes/".into()), asked)
                }
                7 => (
                    Method::Put,
                    path(format!("recipes/{one_encoded}")),
                    json!({"recipe": prototype, "payload": "x"}),
                ),
                8 => (Method::Delete, path(format!("datasets/{one_encoded}")), Value::Null),
                9 => (Method::Delete, path(format!("recipes/{one_encoded}")), Value::Null),
                10 => (
                    Method::Post,
                    path("actions/renameDataset".into()),
                    json!({"oldName": one, "newName": other}),
                ),
                11 => (
                    Method::Post,
                    path("actions/renameRecipe".into()),
                    json!({"oldName": one, "newName": other}),
                ),
                12 => (Method::Post, path("flow/zones".into()), json!({"name": one})),
                13 | 14 => (
                    Method::Post,
                    path(format!("{zone}/items")),
                    json!({"objectId": other, "objectType": kind}),
                ),
                15 => (
                    Method::Post,
                    path(format!("{zone}/shared")),
                    json!({"objectId": other, "objectType": kind}),
                ),
                16 => (Method::Delete, path(zone), Value::Null),
                17 => (Method::Post, path("managedfolders/".into()), json!({"name": one, "params": {}})),
                18 => (
                    Method::Post,
                    path("wiki/".into()),
                    json!({"name": one, "parent": if odd % 2 == 0 { Some("1") } else { None }}),
                ),
                19 => (
                    Method::Put,
                    path("wiki/".into()),
                    json!({"taxonomy": [{"id": "2", "children": [{"id": one}]}]}),
                ),
                20 => {
                    (Method::Post, path(format!("libraries/contents/{one_encoded}/{}", odd % 3)), json!(one))
                }
                _ => (
                    Method::Post,
                    path("libraries/contents-actions/move".into()),
                    json!({"oldPath": one, "newPath": other}),
                ),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_store_stays_consistent(requests in prop::collection::vec(request(), 1..60)) {
        let mut asking = Asking::new();
        let mut zones = Vec::new();
        for (method, target, document) in requests {
            // Zones go by ids that the server made: each name stands for one of them.
            let target = match zones.last() {
                Some(zone) if target.contains("flow/zones/a") => target.replace("zones/a", &format!("zones/{zone}")),
                _ => target,
            };
            let (_, answer) = asking.send(method, &target, Body::Json(document));
            zones.extend(answer["id"].as_str().filter(|id| id.len() == 7).map(str::to_owned));
            prop_assert_eq!(asking.simulator.instance.broken(), Vec::<String>::new(), "after {:?} {}", method, target);
        }
        let saved = asking.simulator.save().unwrap();
        prop_assert_eq!(&Simulator::restore(&saved).unwrap(), &asking.simulator);
    }

    #[test]
    fn a_project_comes_back_from_its_archive(requests in prop::collection::vec(request(), 1..40)) {
        let mut asking = Asking::new();
        for (method, target, document) in requests {
            asking.send(method, &target, Body::Json(document));
        }
        let arrival = |method, target: &str, body| Arrival {
            method, target: target.to_owned(), body, key: Some("root".to_owned()), now: 5,
        };
        let export = arrival(Method::Post, "/projects/P/export", Body::Json(json!({})));
        let archive = asking.simulator.answer(export).response.unwrap().body;
        let body = Body::File { name: "x.zip".to_owned(), bytes: archive };
        let id = asking.take(Method::Post, "/projects/import/upload", body)["id"].as_str().unwrap().to_owned();
        let process = format!("/projects/import/{id}/process");
        let answer = asking.post(&process, json!({"targetProjectKey": "COPY"}));
        prop_assert_eq!(&answer["success"], &json!(true), "{}", answer);
        asking.check();
        for list in ["datasets/", "recipes/", "flow/zones", "wiki/", "flow/graph/"] {
            let of = |asking: &mut Asking, key: &str| asking.get(&format!("/projects/{key}/{list}")).to_string();
            let copy = of(&mut asking, "COPY").replace("\"COPY\"", "\"P\"").replace("->COPY.", "->P.");
            prop_assert_eq!(copy.replace("\"COPY.", "\"P."), of(&mut asking, "P"), "{}", list);
        }
    }

    #[test]
    fn nothing_makes_it_panic(
        requests in prop::collection::vec((0..4_usize, "(/(projects|P|datasets|wiki|1|flow|zones|default|recipes|libraries|contents|x|%2E|%[0-9a-g]{2}|managed|scenarios|import|process|jobs|[a-z?&=%]{0,3})){1,7}/?", any::<Vec<u8>>(), any::<bool>()), 1..30),
    ) {
        let mut asking = Asking::new();
        let methods = [Method::Get, Method::Post, Method::Put, Method::Delete];
        for (method, target, bytes, is_document) in requests {
            let body = if is_document { Body::Json(json!({"name": "x", "type": "python", "params": {}})) } else { Body::Bytes(bytes) };
            let (status, _) = asking.send(methods[method], &target, body);
            prop_assert!((200..600).contains(&status));
        }
        asking.check();
    }
}
