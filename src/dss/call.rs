//! An operation of the API: the request, and how its answer is read.

use crate::dss::{Error, Interruption, Request, Response};

/// One operation with its arguments. `T` is what a successful answer holds.
#[derive(Clone, Debug)]
pub struct Call<T> {
    /// What is sent.
    pub request: Request,
    read: fn(&Response) -> Result<T, String>,
}

impl<T> Call<T> {
    /// A call whose successful answer `read` understands, or else says in words what is wrong with it.
    pub fn new(request: Request, read: fn(&Response) -> Result<T, String>) -> Self {
        Self { request, read }
    }

    /// Reads the answer.
    ///
    /// # Errors
    /// If its status refuses, or if it is not what the operation answers.
    pub fn read(&self, response: &Response) -> Result<T, Error> {
        if !response.is_success() {
            return Err(Error::refused(&self.request, response));
        }
        (self.read)(response).map_err(|problem| Error::misread(&self.request, response, &problem))
    }

    /// Reads what a transport brought.
    ///
    /// # Errors
    /// As [`Call::read`], and if no whole answer came.
    pub fn conclude(&self, outcome: Result<Response, Interruption>) -> Result<T, Error> {
        match outcome {
            Ok(response) => self.read(&response),
            Err(interruption) => Err(Error::interrupted(&self.request, interruption)),
        }
    }
}
