//! The body of an answer, which may end early.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};

/// A body that comes whole, or of which only a part comes before the connection breaks.
#[derive(Debug)]
pub(crate) struct Reply {
    rest: Option<Bytes>,
    breaks: bool,
}

impl Reply {
    /// A body that comes whole.
    pub(crate) fn whole(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self { rest: Some(body).filter(|body| !body.is_empty()), breaks: false }
    }

    /// The first half of a body, and then nothing.
    pub(crate) fn half(body: Vec<u8>) -> Self {
        let half = body.len() / 2;
        Self { rest: Some(Bytes::from(body).slice(..half)), breaks: true }
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(body) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(body))));
        }
        let broken = || Err(io::Error::new(io::ErrorKind::ConnectionAborted, "cut"));
        Poll::Ready(self.breaks.then(broken))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && !self.breaks
    }
}
