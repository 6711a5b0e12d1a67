//! The operations that we use: how each is called with the arguments of a recorded request.

mod datasets;
mod flow;
mod instance;
mod projects;
mod runs;
mod texts;

use blockwright::dss::Request;

use crate::row::{Arguments, Row};

/// One function of ours, and the requests that it builds.
pub(crate) struct Operation {
    /// The names of the recorded operations that it stands for.
    pub(crate) names: &'static [&'static str],
    method: &'static str,
    /// The path, with a star for each argument; two for what may hold slashes.
    pub(crate) path: &'static str,
    /// `None` if the arguments cannot be told.
    pub(crate) build: fn(&Arguments<'_>) -> Option<Request>,
}

const fn of(
    names: &'static [&'static str],
    method: &'static str,
    path: &'static str,
    build: fn(&Arguments<'_>) -> Option<Request>,
) -> Operation {
    Operation { names, method, path, build }
}

/// All of them, by the sections of the specification.
pub(crate) fn operations() -> impl Iterator<Item = &'static Operation> {
    let groups = [
        instance::OPERATIONS,
        projects::OPERATIONS,
        datasets::OPERATIONS,
        flow::OPERATIONS,
        texts::OPERATIONS,
    ];
    groups.into_iter().chain([runs::OPERATIONS]).flatten()
}

/// The operation that builds the request of a row: one of its own name, or else, for the requests that lead
/// to it, one of another name with such a path.
pub(crate) fn operation(row: &Row) -> Option<&'static Operation> {
    let fits = |operation: &&Operation| row.fits(operation.method, operation.path);
    let own = |operation: &&Operation| operation.names.contains(&&*row.operation);
    operations().filter(fits).find(own).or_else(|| operations().find(fits))
}
