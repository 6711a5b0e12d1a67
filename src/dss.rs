//! Dataiku DSS as its public API speaks (`dss-api.md`): pure pairs of a request and a reader of its
//! response.
//!
//! An operation is a function that returns a [`Call`]. Whoever holds a call hands its request to a
//! [`Transport`], the one way out, and reads what comes back with the call. Nothing here sends.

pub mod request;
pub mod response;
pub mod call;
pub mod transport;

pub use self::call::Call;
pub use self::request::{Body, Method, Request};
pub use self::response::Response;
pub use self::transport::{Interruption, Transport};
