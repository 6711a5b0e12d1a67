//! A connection: which instance, by which way, and what the test found out about it.

use std::rc::Rc;
use std::sync::Arc;

use blockwright::dss::endpoint::{AddressError, CLIENT_PREFIX, Endpoint, Origin};
use blockwright::dss::key::Scheme;
use blockwright::host::{Instance, Way};

use super::channel::Channel;
use super::errand::Errand;
use super::traffic::Traffic;

/// An instance that one can connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The demo instance in this page.
    Demo,
    /// A real DSS.
    Instance {
        /// What people call it.
        name: Arc<str>,
        /// How requests reach it.
        way: Way,
        /// Where its API is.
        endpoint: Endpoint,
        /// How the key is sent.
        scheme: Scheme,
    },
}

impl Place {
    /// An instance that the host names.
    pub(crate) fn of(instance: &Instance) -> Self {
        let Instance { name, way, endpoint, scheme, .. } = instance.clone();
        Self::Instance { name, way, endpoint, scheme }
    }

    /// Where its API is, for a page of `page`. The demo instance has none; what stands for it is never
    /// sent to.
    ///
    /// # Errors
    /// If the demo instance has no address because the page came from nowhere.
    pub(super) fn endpoint(&self, page: &Origin) -> Result<Endpoint, AddressError> {
        match self {
            Self::Demo => Endpoint::new(page.clone(), CLIENT_PREFIX, page),
            Self::Instance { endpoint, .. } => Ok(endpoint.clone()),
        }
    }

    /// How requests reach it, in words.
    pub(crate) fn way(&self) -> String {
        match self {
            Self::Demo => "In this page".to_owned(),
            Self::Instance { way: Way::Proxy, endpoint, .. } => {
                format!("Through the host of this page, {endpoint}")
            }
            Self::Instance { way: Way::Cors, endpoint, .. } => format!("At another origin, {endpoint}"),
        }
    }

    /// What tells it from other instances, for people too; never a key.
    pub(crate) fn instance(&self) -> Arc<str> {
        match self {
            Self::Demo => "the demo instance".into(),
            Self::Instance { endpoint, .. } => endpoint.to_string().into(),
        }
    }

    /// What people call it.
    pub(crate) fn name(&self) -> Arc<str> {
        match self {
            Self::Demo => "Demo instance".into(),
            Self::Instance { name, .. } => Arc::clone(name),
        }
    }
}

/// A connection. It is one pointer; what a view does with it goes through an [`Errand`].
#[derive(Clone)]
pub(crate) struct Connection {
    /// Which instance it leads to.
    pub(crate) place: Place,
    traffic: Rc<Traffic>,
}

impl Connection {
    /// A connection to `place` by `channel`.
    pub(super) fn new(place: Place, channel: Channel) -> Self {
        Self { place, traffic: Traffic::new(channel) }
    }

    /// Begins a task on it; `None` if the browser cannot stop requests, which none does.
    pub(crate) fn errand(&self) -> Option<Rc<Errand>> {
        Errand::begin(&self.traffic)
    }

    /// Whether both are the same one.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.traffic, &other.traffic)
    }

    /// Keeps what the demo instance has not kept yet, as the page is being left.
    pub(super) fn keep(&self) {
        self.traffic.channel.keep();
    }

    /// Lets go what the demo instance has not kept yet.
    pub(super) fn abandon(&self) {
        self.traffic.channel.abandon();
    }

    /// Whether it holds a key.
    pub(crate) fn has_key(&self) -> bool {
        self.traffic.channel.has_key()
    }

    /// Whether requests are under way.
    pub(crate) fn is_busy(&self) -> bool {
        self.traffic.is_busy()
    }

    /// Ends it: what is under way is stopped, and the key forgotten.
    pub(crate) fn close(&self) {
        self.traffic.close();
    }
}
