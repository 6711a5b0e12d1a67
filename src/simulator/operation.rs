//! The operations of the API, a file for each group of `dss-api.md` 3, and the table of all of them.

mod about;
mod bundles;
mod contents;
mod datasets;
mod discussions;
mod documents;
mod elsewhere;
mod equipment;
mod flow;
mod folders;
mod futures;
mod jobs;
mod library;
mod models;
mod notebooks;
mod project_folders;
mod projects;
mod quality;
mod recipes;
mod scenarios;
mod transfer;
mod wiki;
mod zones;

use crate::simulator::route::Route;

/// The groups, in the order in which their routes are tried.
pub(super) const GROUPS: [&[Route]; 23] = [
    about::ROUTES,
    futures::ROUTES,
    transfer::ROUTES,
    projects::ROUTES,
    documents::ROUTES,
    project_folders::ROUTES,
    datasets::ROUTES,
    contents::ROUTES,
    quality::ROUTES,
    recipes::ROUTES,
    flow::ROUTES,
    zones::ROUTES,
    folders::ROUTES,
    models::ROUTES,
    library::ROUTES,
    wiki::ROUTES,
    discussions::ROUTES,
    bundles::ROUTES,
    scenarios::ROUTES,
    jobs::ROUTES,
    notebooks::ROUTES,
    equipment::ROUTES,
    elsewhere::ROUTES,
];

pub(super) use models::kept as kept_model;
pub(super) use scenarios::kept as kept_scenario;
pub(super) use wiki::kept as kept_article;
