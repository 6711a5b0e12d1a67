//! Instance, identity, and what an instance offers (`dss-api.md` 3.1 and 3.12).

use blockwright::dss::{future, instance, surroundings};

use super::{Operation, of};
use crate::construct;

pub(super) const OPERATIONS: &[Operation] = &[
    of(&["instance.info", "auth.bearer_jwt"], "GET", "/instance-info", |_| Some(instance::node().request)),
    of(&["auth.info"], "GET", "/auth/info", |_| Some(instance::identity().request)),
    of(&["auth.check_objects"], "POST", "/permissions/actions/check-objects", |a| {
        Some(instance::check_objects("", &construct::checked_objects(a.body())?).request)
    }),
    of(&["user.current"], "GET", "/current-user", |_| Some(instance::current_user().request)),
    of(&["future.list"], "GET", "/futures/", |a| {
        Some(future::list(a.flag("withScenarios"), a.flag("withNotScenarios"), a.flag("allUsers")).request)
    }),
    of(&["future.get", "future.peek"], "GET", "/futures/*", |a| {
        Some((if a.flag("peek") { future::peek(a.name(0)) } else { future::get(a.name(0)) }).request)
    }),
    of(&["future.abort"], "DELETE", "/futures/*", |a| Some(future::abort(a.name(0)).request)),
    of(&["connection.names"], "GET", "/connections/get-names", |a| {
        Some(surroundings::connections(a.parameter("type")?).request)
    }),
    of(&["connection.info"], "GET", "/connections/*/info", |a| {
        Some(surroundings::connection(a.name(0), a.parameter("contextualProjectKey")).request)
    }),
    of(&["codeenv.list"], "GET", "/admin/code-envs/", |_| Some(surroundings::code_envs().request)),
    of(&["codeenv.get"], "GET", "/admin/code-envs/*/*", |a| {
        Some(surroundings::code_env(a.name(0), a.name(1)).request)
    }),
    of(&["plugin.list"], "GET", "/plugins/", |_| Some(surroundings::plugins().request)),
    of(&["plugin.usages"], "GET", "/plugins/*/actions/listUsages", |a| {
        Some(surroundings::plugin_usages(a.name(0), a.parameter("projectKey")).request)
    }),
    of(&["user.list_info"], "GET", "/users", |_| Some(surroundings::users().request)),
    of(&["group.list_info"], "GET", "/groups", |_| Some(surroundings::groups().request)),
];
