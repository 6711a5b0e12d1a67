//! Library, wiki, discussions (`dss-api.md` 3.7 and 3.8).

use blockwright::dss::{Request, discussions, library, wiki};

use super::{Operation, of};
use crate::construct;
use crate::row::Arguments;

pub(super) const OPERATIONS: &[Operation] = &[
    of(&["library.tree"], "GET", "/projects/*/libraries/contents", |a| {
        Some(library::tree(a.name(0)).request)
    }),
    of(&["library.read", "library.read_bytes"], "GET", "/projects/*/libraries/contents/**", |a| {
        Some(library_file(a))
    }),
    of(&["library.write"], "POST", "/projects/*/libraries/contents/**", |a| {
        Some(library::write(a.name(0), a.name(1), a.bytes()).request)
    }),
    of(
        &["library.add_file_root", "library.add_file_nested"],
        "POST",
        "/projects/*/libraries/contents/**",
        |a| Some(library::add_file(a.name(0), a.name(1)).request),
    ),
    of(&["library.add_folder", "library.add_folder_root"], "POST", "/projects/*/libraries/folders/**", |a| {
        Some(library::add_folder(a.name(0), a.name(1)).request)
    }),
    of(&["library.delete"], "DELETE", "/projects/*/libraries/contents/**", |a| {
        Some(library::delete(a.name(0), a.name(1)).request)
    }),
    of(&["library.rename"], "POST", "/projects/*/libraries/contents-actions/rename/", |a| {
        Some(library::rename(a.name(0), a.text("oldPath")?, a.text("newName")?).request)
    }),
    of(&["library.move"], "POST", "/projects/*/libraries/contents-actions/move", |a| {
        Some(library::move_into(a.name(0), a.text("oldPath")?, a.text("newPath")?).request)
    }),
    of(&["wiki.settings.get"], "GET", "/projects/*/wiki/", |a| Some(wiki::settings(a.name(0)).request)),
    of(&["wiki.settings.set"], "PUT", "/projects/*/wiki/", |a| {
        Some(wiki::set_settings(a.name(0), a.document()?).request)
    }),
    of(&["wiki.article.get", "wiki.list"], "GET", "/projects/*/wiki/*", |a| {
        Some(wiki::article(a.name(0), a.name(1)).request)
    }),
    of(&["wiki.article.create"], "POST", "/projects/*/wiki/", |a| {
        Some(wiki::create(a.name(0), a.text("name")?, a.text("parent")).request)
    }),
    of(&["wiki.article.update", "wiki.article.create_content"], "PUT", "/projects/*/wiki/*", |a| {
        Some(wiki::update(a.name(0), a.name(1), &construct::article(a)?).request)
    }),
    of(&["wiki.article.delete"], "DELETE", "/projects/*/wiki/*", |a| {
        Some(wiki::delete(a.name(0), a.name(1)).request)
    }),
    of(&["wiki.attachment.upload"], "POST", "/projects/*/wiki/*/upload", attach),
    of(&["wiki.attachment.get"], "GET", "/projects/*/wiki/*/uploads/*", |a| {
        Some(wiki::attachment(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["discussion.list"], "GET", "/projects/*/discussions/*/*/", |a| {
        Some(discussions::list(a.name(0), a.name(1), a.name(2)).request)
    }),
    of(&["discussion.create"], "POST", "/projects/*/discussions/*/*/", |a| {
        Some(discussions::create(a.name(0), a.name(1), a.name(2), a.text("topic")?, a.text("reply")?).request)
    }),
];

/// A file as text, or as bytes where that was asked for.
fn library_file(a: &Arguments<'_>) -> Request {
    match a.parameter("dataEncoding") {
        Some("base64") => library::read_bytes(a.name(0), a.name(1)).request,
        _ => library::read(a.name(0), a.name(1)).request,
    }
}

fn attach(a: &Arguments<'_>) -> Option<Request> {
    let (file, bytes) = a.file()?;
    Some(wiki::attach(a.name(0), a.name(1), &file, bytes).request)
}
