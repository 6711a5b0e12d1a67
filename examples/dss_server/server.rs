//! HTTP around the simulator.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use blockwright::dss::{Body, Method, Response};
use blockwright::simulator::{Arrival, MAX_BODY, Simulator, key_in, multipart};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, ORIGIN};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::control;
use crate::options::Options;
use crate::reply::Reply;

/// The two bases of the API (`dss-api.md` 1).
const BASES: [&str; 2] = ["/dip/publicapi", "/public/api"];
/// What a gateway says of a path that it does not know.
const NO_API: &str = "<!doctype html><html><body>There is no API here.</body></html>";

/// Milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the core has no clock, and this is not the core")]
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

struct Server {
    options: Options,
    simulator: RefCell<Simulator>,
}

/// Serves until the process ends.
///
/// # Errors
/// In words, if the port cannot be had.
pub(crate) async fn serve(options: Options, simulator: Simulator) -> Result<(), String> {
    let problem = |error: io::Error| format!("The server did not start: {error}.");
    let listener = TcpListener::bind(("127.0.0.1", options.port)).await.map_err(problem)?;
    let address = listener.local_addr().map_err(problem)?;
    println!("DSS {} on http://{address}", simulator.settings().version);
    let server = Rc::new(Server { options, simulator: RefCell::new(simulator) });
    loop {
        // A connection that could not be accepted is the client's loss.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let server = Rc::clone(&server);
        tokio::task::spawn_local(async move {
            let service = service_fn(move |request| {
                let server = Rc::clone(&server);
                async move { server.reply(request).await }
            });
            // A connection that breaks is what some faults are for.
            drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
        });
    }
}

impl Server {
    /// An answer, or an error that makes the connection end without one.
    async fn reply(&self, request: hyper::Request<Incoming>) -> io::Result<hyper::Response<Reply>> {
        let (head, body) = request.into_parts();
        let origin = head.headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
        let allowed = self.options.cors.clone().filter(|cors| origin == Some(cors));
        let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
        let outcome = match Limited::new(body, MAX_BODY + 1).collect().await {
            Err(_) => Ok(plain(413, "The body is too large")),
            Ok(body) if target.starts_with("/simulator/") => {
                let mut simulator = self.simulator.borrow_mut();
                let bytes = body.to_bytes();
                let (status, text) =
                    control::answer(&mut simulator, head.method.as_str(), target, &bytes, || {
                        self.options.simulator()
                    });
                Ok(plain(status, &text))
            }
            Ok(_) if head.method == hyper::Method::OPTIONS => Ok((Response::empty(204), false)),
            Ok(body) => self.ask(head.method.as_str(), target, &head.headers, body.to_bytes().to_vec()).await,
        };
        let (response, is_cut) = outcome?;
        built(response, is_cut, allowed.as_deref())
    }

    /// Lets the simulator answer: the answer, and whether it is cut.
    async fn ask(
        &self,
        method: &str,
        target: &str,
        headers: &HeaderMap,
        bytes: Vec<u8>,
    ) -> io::Result<(Response, bool)> {
        let below = BASES.iter().find_map(|base| target.strip_prefix(base));
        let methods = [Method::Get, Method::Post, Method::Put, Method::Delete];
        let method = methods.into_iter().find(|known| known.name() == method);
        let (Some(below), Some(method)) = (below.filter(|below| below.starts_with('/')), method) else {
            return Ok(plain(404, NO_API));
        };
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let body = match header(CONTENT_TYPE) {
            form if form.starts_with("multipart/") => match multipart::file(form, &bytes) {
                Ok(body) => body,
                Err(problem) => return Ok(plain(400, &problem)),
            },
            _ if bytes.is_empty() => Body::None,
            _ => Body::Bytes(bytes),
        };
        let key = key_in(header(AUTHORIZATION));
        let key = key
            .or_else(|| headers.get("x-dku-apiticket").and_then(|key| key.to_str().ok()).map(str::to_owned));
        let arrival = Arrival { method, target: below.to_owned(), body, key, now: now() };
        let outcome = self.simulator.borrow_mut().answer(arrival);
        tokio::time::sleep(Duration::from_millis(outcome.delay.into())).await;
        let silent = || io::Error::new(io::ErrorKind::ConnectionAborted, "no answer");
        Ok((outcome.response.ok_or_else(silent)?, outcome.is_cut))
    }
}

fn plain(status: u16, text: &str) -> (Response, bool) {
    (Response { status, headers: Vec::new(), body: text.as_bytes().to_vec() }, false)
}

/// The answer as HTTP, with what a page of the allowed origin needs to read it.
fn built(response: Response, is_cut: bool, allowed: Option<&str>) -> io::Result<hyper::Response<Reply>> {
    let mut builder =
        hyper::Response::builder().status(response.status).header(CONTENT_LENGTH, response.body.len());
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    if let Some(origin) = allowed {
        for (name, value) in [
            ("access-control-allow-origin", origin),
            ("access-control-allow-methods", "GET, POST, PUT, DELETE"),
            ("access-control-allow-headers", "Authorization, Content-Type"),
            ("access-control-expose-headers", "DSS-Version, DSS-API-Version, Content-Disposition"),
            ("vary", "Origin"),
        ] {
            builder = builder.header(name, value);
        }
    }
    let body = if is_cut { Reply::half(response.body) } else { Reply::whole(response.body) };
    builder.body(body).map_err(io::Error::other)
}
