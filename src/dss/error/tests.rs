//! The rows of `dss-api.md` 1.3 and 7.4: what was answered, and what is made of it.

use serde_json::json;

use super::*;
use crate::dss::Interruption::{Cancelled, CutOff, Redirected, TimedOut, TooLarge, Unreachable, Unsent};
use crate::dss::request::path;

fn read() -> Request {
    Request::get(path(&["projects", "PLANT", "datasets", "readings"]))
}

fn write() -> Request {
    Request::post("/projects/PLANT/recipes/".to_owned())
}

fn answer(status: u16, body: &str) -> Response {
    Response { status, headers: Vec::new(), body: body.into() }
}

/// An answer as DSS refuses: with a class, a message, and a stack.
fn told(status: u16, class: &str, message: &str) -> Response {
    let body = json!({
        "errorType": class, "message": message, "detailedMessage": message,
        "stackTraceStr": "at com.dataiku.Secret.path(Secret.java:1)",
    });
    Response::json(status, &body)
}

#[test]
fn an_answer_is_classified_by_its_status_and_then_its_words() {
    let page = "<!doctype html><html><title>nope</title></html>";
    let rows = [
        (told(401, "UnauthorizedException", "Authentication required"), Kind::Key),
        (told(403, "UnauthorizedException", "Action forbidden, you are not allowed"), Kind::Forbidden),
        (told(404, "NotFoundException", "Project does not exist"), Kind::Missing),
        (answer(404, ""), Kind::Missing),
        (told(409, "java.lang.IllegalStateException", "exists"), Kind::Conflict),
        (told(400, "IllegalArgumentException", "Project key is incorrect or already used"), Kind::Conflict),
        (told(400, "IllegalArgumentException", "owner is mandatory"), Kind::Invalid),
        (told(500, "java.lang.IllegalArgumentException", "bad, caused by: worse"), Kind::Invalid),
        (told(500, "java.io.IOException", "Root path of the dataset A does not exist"), Kind::NoData),
        (told(500, "java.io.IOException", "Cannot read directory as file: python"), Kind::Invalid),
        (told(500, "java.lang.Exception", "Not a file: /data/code-envs/desc.json"), Kind::Missing),
        (told(500, "java.lang.Exception", "Dataset not found: PLANT.a"), Kind::Missing),
        (told(500, "java.lang.Exception", "The recipe doesn\u{2019}t exist"), Kind::Missing),
        (told(500, "com.dataiku.dip.NotFoundException", "gone"), Kind::Missing),
        (told(500, "java.lang.Exception", "Method not found"), Kind::Server),
        (told(500, "java.lang.Exception", "Dataset a already exists"), Kind::Conflict),
        (
            told(500, "java.lang.Exception", "User cannot use code env py: permission missing"),
            Kind::Forbidden,
        ),
        (told(500, "java.lang.NullPointerException", ""), Kind::Server),
        (answer(500, ""), Kind::Server),
        (told(403, "X", "DSS API is not available with your Free Edition license"), Kind::Licence),
        (told(500, "X", "Your license does not allow this"), Kind::Licence),
        (answer(404, page), Kind::Foreign),
        (answer(401, page), Kind::Foreign),
        (answer(500, page), Kind::Foreign),
        (answer(503, page), Kind::Gateway),
        (answer(502, ""), Kind::Gateway),
        (answer(503, "{\"message\": \"backend is starting\"}"), Kind::Server),
        (answer(429, page), Kind::Busy),
        (answer(413, page), Kind::Oversized),
        (answer(302, ""), Kind::Redirected),
        (answer(408, ""), Kind::Gateway),
    ];
    for (response, kind) in rows {
        let error = Error::refused(&read(), &response);
        assert_eq!(error.kind, kind, "{response:?}");
        assert_eq!(error.status, Some(response.status));
        assert_eq!(error.effect(), Effect::Read);
    }
}

#[test]
fn what_a_write_did_is_known_only_if_it_was_refused() {
    let refused = [400, 401, 403, 404, 409, 413, 422, 429];
    let unknown = [302, 408, 500, 502, 503, 504];
    for (statuses, effect) in [(&refused[..], Effect::Refused), (&unknown[..], Effect::Unknown)] {
        for status in statuses {
            let error = Error::refused(&write(), &told(*status, "X", "no"));
            assert_eq!(error.effect(), effect, "{status}");
        }
    }
    for interruption in [Unreachable, TimedOut(30_000), Redirected, CutOff, TooLarge(1 << 20), Cancelled] {
        let error = Error::interrupted(&write(), interruption);
        assert_eq!(error.effect(), Effect::Unknown, "{error}");
        assert!(
            error.to_string().contains("Read the object again before anything else is written."),
            "{error}"
        );
    }
    assert_eq!(Error::interrupted(&write(), Unsent).effect(), Effect::Refused);
    let misread = Error::misread(&write(), &answer(200, "?"), "it is no JSON");
    assert_eq!((misread.kind, misread.effect()), (Kind::Unreadable, Effect::Unknown));
    assert_eq!(Error::misread(&write(), &answer(200, "<html>"), "x").kind, Kind::Foreign);
}

#[test]
fn a_failure_says_what_happened_what_was_not_done_and_what_to_do() {
    let rows = [
        (
            Error::refused(&read(), &told(403, "UnauthorizedException", "Action forbidden")),
            "DSS refused access to the project PLANT (403). DSS says “Action forbidden”. Nothing was read, and \
             nothing was changed. Check that the project PLANT exists, then have its administrator give the key \
             the right. DSS says the same of a project that is not there.",
        ),
        (
            Error::refused(&write(), &told(400, "X", "no such type")),
            "DSS does not accept the request (400). DSS says “no such type”. POST /projects/PLANT/recipes/ was \
             refused: nothing was changed. Change what was asked for: the same request will be refused again.",
        ),
        (
            Error::interrupted(&write(), TimedOut(30_000)),
            "DSS did not answer within 30 seconds. Nobody knows whether POST /projects/PLANT/recipes/ was done in \
             whole, in part or not at all. Read the object again before anything else is written. Try again in a \
             moment; if it stays, ask who runs DSS and the proxy in front of it.",
        ),
        (
            Error::refused(&read(), &answer(404, "<html><title>404 Not Found</title>")),
            "Not DSS but something else answered (404). It says “404 Not Found”. Nothing was read, \
             and nothing was changed. Check the address, and that the proxy forwards the path of the API to DSS.",
        ),
    ];
    for (error, text) in rows {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn a_server_is_quoted_shortly_and_without_traps() {
    let said = |message: &str| Error::refused(&read(), &told(500, "java.lang.Exception", message)).said;
    assert_eq!(said("Oops\r\n\tat com.dataiku.A.b(A.java:7)\n\tat c.D.e(D.java:8)"), "Oops");
    assert_eq!(said("a\u{1b}[31m\u{202e}b"), "a\\u{1b}[31m\\u{202e}b");
    assert_eq!(said(&"long ".repeat(1000)).chars().count(), MOST_LETTERS + 1);
    assert_eq!(said(" "), "java.lang.Exception");
    assert_eq!(Error::refused(&read(), &answer(500, "plain\ntext")).said, "plain text");
    assert_eq!(Error::refused(&read(), &answer(500, &"x".repeat(2 << 20))).said, "");
}

#[test]
fn a_wait_is_taken_from_the_answer() {
    for (value, seconds) in
        [("7", Some(7)), (" 30 ", Some(30)), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("-1", None)]
    {
        let headers = vec![("retry-after".to_owned(), value.to_owned())];
        let response = Response { status: 429, headers, body: Vec::new() };
        assert_eq!(Error::refused(&read(), &response).retry_after, seconds, "{value}");
    }
}

#[test]
fn a_project_is_named_only_where_the_path_has_one() {
    let project = |path: &str| {
        let error = Error::refused(&Request::get(path.to_owned()), &answer(403, ""));
        error.project().map(str::to_owned)
    };
    assert_eq!(project("/projects/PLANT"), Some("PLANT".into()));
    assert_eq!(project("/projects/PLANT/flow/zones"), Some("PLANT".into()));
    assert_eq!(project("/projects/"), None);
    assert_eq!(project("/projects/import/upload"), None);
    assert_eq!(project("/admin/code-envs/"), None);
}
