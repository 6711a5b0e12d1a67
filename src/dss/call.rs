//! An operation of the API: the request, and how its answer is read.

use crate::dss::{Request, Response};

/// One operation with its arguments. `T` is what a successful answer holds.
#[derive(Clone, Debug)]
pub struct Call<T> {
    /// What is sent.
    pub request: Request,
    read: fn(&Response) -> Result<T, String>,
}

impl<T> Call<T> {
    /// A call whose answer `read` understands, or else says in words what is wrong with it.
    pub fn new(request: Request, read: fn(&Response) -> Result<T, String>) -> Self {
        Self { request, read }
    }

    /// Reads the answer. Its status is not looked at here.
    ///
    /// # Errors
    /// In words, if the body is not what the operation answers.
    pub fn read(&self, response: &Response) -> Result<T, String> {
        (self.read)(response)
    }
}
