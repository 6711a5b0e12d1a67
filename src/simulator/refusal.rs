//! Errors in DSS's shape (`dss-api.md` 1.3): a Java class, a message, and the message in full.

use serde_json::json;

use crate::dss::Response;

/// A request that is answered with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The HTTP status.
    pub(super) status: u16,
    error_type: &'static str,
    message: String,
}

const UNAUTHORIZED: &str = "com.dataiku.dip.exceptions.UnauthorizedException";
const NOT_FOUND: &str = "com.dataiku.dip.server.controllers.NotFoundException";
const ILLEGAL_ARGUMENT: &str = "java.lang.IllegalArgumentException";
const MALFORMED: &str = "com.dataiku.dip.server.controllers.BadRequestException";
const MISSING: &str = "java.lang.NullPointerException";
const INPUT_OUTPUT: &str = "java.io.IOException";
const TOO_LARGE: &str = "com.dataiku.dip.exceptions.PayloadTooLargeException";

impl Refusal {
    /// No key, an unknown one, or one that has expired: 401.
    pub(super) fn unauthenticated(message: &str) -> Self {
        Self::new(401, UNAUTHORIZED, message)
    }

    /// A right is missing: 403. DSS says the same of a project that is not there.
    pub(super) fn forbidden() -> Self {
        Self::new(403, UNAUTHORIZED, "Action forbidden, you are not allowed to do this")
    }

    /// An object is not there: 404. `object` as `Dataset PLANT.raw`.
    pub(super) fn absent(object: impl AsRef<str>) -> Self {
        Self::new(404, NOT_FOUND, format!("{} does not exist", object.as_ref()))
    }

    /// No operation has this method and path: 404.
    pub(super) fn unrouted(method: &str, path: &str) -> Self {
        Self::new(404, NOT_FOUND, format!("No operation answers {method} {path}"))
    }

    /// The request cannot be read: 400.
    pub(super) fn malformed(message: impl Into<String>) -> Self {
        Self::new(400, MALFORMED, message)
    }

    /// An argument is read and refused: 400.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, ILLEGAL_ARGUMENT, message)
    }

    /// What should be created is there: 500, as DSS has it for permanent faults too.
    pub(super) fn taken(object: impl AsRef<str>) -> Self {
        Self::new(500, ILLEGAL_ARGUMENT, format!("{} already exists", object.as_ref()))
    }

    /// A whole document lacks a member that DSS dereferences: 500.
    pub(super) fn partial(member: &str) -> Self {
        Self::new(500, MISSING, format!("Cannot read field \"{member}\" of a document that lacks it"))
    }

    /// An operation that a thing of this kind does not have: 500.
    pub(super) fn unsupported(message: impl Into<String>) -> Self {
        Self::new(500, ILLEGAL_ARGUMENT, message)
    }

    /// A file or folder that cannot be used so: 500.
    pub(super) fn unusable(message: impl Into<String>) -> Self {
        Self::new(500, INPUT_OUTPUT, message)
    }

    /// Something is above a limit: 413.
    pub(super) fn too_large(message: impl Into<String>) -> Self {
        Self::new(413, TOO_LARGE, message)
    }

    fn new(status: u16, error_type: &'static str, message: impl Into<String>) -> Self {
        Self { status, error_type, message: message.into() }
    }

    /// The answer.
    pub(super) fn response(&self) -> Response {
        let document = json!({
            "errorType": self.error_type,
            "message": self.message,
            "detailedMessage": self.message,
        });
        Response::json(self.status, &document)
    }
}
