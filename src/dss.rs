//! Dataiku DSS as its public API speaks (`dss-api.md`): pure pairs of a request and a reader of its
//! response.
//!
//! An operation is a function that returns a [`Call`]. Whoever holds a call hands its request to a
//! [`Transport`], the one way out, and lets the call [conclude](Call::conclude) from what comes back.
//! Nothing here sends, waits or knows the time.

// What travels
pub mod request; // method, path, query, body; which requests are never sent
pub mod response; // status, headers, body
pub mod fields; // members of an answer, with the types they must have
pub mod answer; // bodies read within limits
pub mod error; // why an operation did not come to its end, in words
pub mod call; // an operation: a request and the reader of its answer
pub mod transport; // the one way out

// Where to and on whose behalf
pub mod endpoint; // origin and prefix, checked
pub mod key; // a key, for one origin, in memory only
pub mod retry; // which requests are sent again, and when
pub mod lanes; // how many are under way at once

// Operations, grouped as in the specification
pub mod future; // long tasks, and waiting for one
pub mod object; // what stands in a flow, as others name it
pub mod storage; // where DSS is to keep what it makes
pub mod instance; // the instance, and who a key is
pub mod projects; // projects
pub mod project_settings; // what a project says of itself
pub mod archives; // projects as archives
pub mod datasets; // datasets
pub mod quality; // metrics, checks and rules of datasets
pub mod recipes; // recipes
pub mod flow; // the flow as a graph
pub mod zones; // zones
pub mod folders; // managed folders
pub mod models; // saved models
pub mod streaming; // streaming endpoints
pub mod library; // the library of a project
pub mod wiki; // the wiki of a project
pub mod discussions; // discussions
pub mod bundles; // bundles
pub mod scenarios; // scenarios
pub mod jobs; // jobs
pub mod notebooks; // notebooks
pub mod surroundings; // connections, code environments, plugins, users, groups

// What a server can do
pub mod release; // versions of DSS, and what each of them does not know yet
pub mod capability; // what will work for a key, and why not
pub mod welcome; // the test of a connection, step by step

pub use self::call::Call;
pub use self::error::Error;
pub use self::request::{Body, Method, Request};
pub use self::response::Response;
pub use self::transport::{Interruption, Transport};
