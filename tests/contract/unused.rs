//! Operations that were recorded and that we do not use, with the reason.

const ROWS: &str = "rows of data are never read: a plan needs names and schemas only";
const SECRETS: &str = "its answer may hold secrets, and nothing in it is needed";
const ADMIN: &str = "only for administrators of the instance; the app works without";
const GOVERN: &str = "Govern is another server with keys of its own; approvals there are not part of the app";

pub(crate) const UNUSED: [(&str, &str); 25] = [
    ("auth.ticket", "tickets are for code that runs inside DSS"),
    ("dataset.clear", "nothing in a plan empties a dataset and keeps it"),
    ("dataset.read_rows", ROWS),
    ("wiki.export", "the app makes its own documents; this one needs a browser on the server"),
    ("connection.list", SECRETS),
    ("plugin.settings", SECRETS),
    ("settings.general", SECRETS),
    ("settings.variables", SECRETS),
    ("user.list", ADMIN),
    ("group.list", ADMIN),
    ("govern.node_ref", "its answer holds a key of Govern, which would come into the browser"),
    ("govern.blueprint.list", GOVERN),
    ("govern.artifact.get", GOVERN),
    ("govern.artifact.create", GOVERN),
    ("govern.artifact.update", GOVERN),
    ("govern.artifact.search", GOVERN),
    ("govern.signoff.list", GOVERN),
    ("govern.signoff.create", GOVERN),
    ("govern.signoff.get", GOVERN),
    ("govern.signoff.details", GOVERN),
    ("govern.signoff.status", GOVERN),
    ("govern.signoff.feedback.add", GOVERN),
    ("govern.signoff.feedback.list", GOVERN),
    ("govern.signoff.approval.add", GOVERN),
    ("govern.signoff.approval.delegate", GOVERN),
];
