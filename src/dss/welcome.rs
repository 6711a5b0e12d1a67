//! The test of a connection: one step after the other, in the order of `dss-api.md` 7.4, until one fails.
//!
//! It is sans-IO: [`Welcome::next`] says what to send, [`Welcome::answered`] takes what came back.

mod checklist;
#[cfg(test)]
mod tests;

pub use self::checklist::checklist;

use crate::dss::endpoint::{AddressError, Endpoint, Origin};
use crate::dss::error::Kind;
use crate::dss::instance::{Identity, Instance, identity, node};
use crate::dss::release::Release;
use crate::dss::{Error, Interruption, Request, Response, library, projects};
use crate::inventory::Document;

/// What is tested, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The address is one that this page may use.
    Address,
    /// Something answers there.
    Reach,
    /// What answers is the API of DSS.
    Api,
    /// It accepts the key.
    Key,
    /// Its licence includes the API.
    Licence,
    /// Its version is known.
    Version,
    /// It lists the projects.
    Projects,
    /// The project that was asked for can be read.
    Project,
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub step: Step,
    /// What was found, or what is wrong.
    pub outcome: Result<String, Problem>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In a sentence or two.
    pub happened: String,
    /// What to check or do, in order.
    pub advice: Vec<String>,
}

/// What is asked of DSS, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Node,
    Identity,
    Projects,
    Project,
}

/// A test under way, and what it has found.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// The steps so far. All but the last one have passed; the last one may have failed.
    pub checks: Vec<Check>,
    /// Which instance answered.
    pub instance: Option<Instance>,
    /// Who the key is; `None` where DSS does not tell.
    pub identity: Option<Identity>,
    /// The projects that the key may see.
    pub projects: Vec<Document>,
    endpoint: Option<Endpoint>,
    page: Origin,
    project: Option<String>,
    question: Option<Question>,
}

impl Welcome {
    /// A test of `address` as it was read for a page of `page`, and of the library of `project` if one is
    /// named: that of a registry, for example.
    pub fn new(address: Result<Endpoint, AddressError>, page: Origin, project: Option<String>) -> Self {
        let mut welcome = Self {
            checks: Vec::new(),
            instance: None,
            identity: None,
            projects: Vec::new(),
            endpoint: None,
            page,
            project,
            question: None,
        };
        match address {
            Ok(endpoint) => {
                welcome.pass(Step::Address, endpoint.to_string());
                welcome.endpoint = Some(endpoint);
                welcome.question = Some(Question::Node);
            }
            Err(error) => welcome.fail(Step::Address, error.to_string(), Vec::new()),
        }
        welcome
    }

    /// What to send next; `None` when the test is over.
    pub fn next(&self) -> Option<Request> {
        Some(match self.question? {
            Question::Node => node().request,
            Question::Identity => identity().request,
            Question::Projects => projects::list(false).request,
            Question::Project => library::tree(self.project.as_deref()?).request,
        })
    }

    /// Whether every step has passed.
    pub fn is_passed(&self) -> bool {
        self.question.is_none() && self.checks.iter().all(|check| check.outcome.is_ok())
    }

    /// Takes what came back for [`Welcome::next`].
    pub fn answered(&mut self, outcome: Result<Response, Interruption>) {
        match self.question {
            Some(Question::Node) => self.take_node(outcome),
            Some(Question::Identity) => self.take_identity(outcome),
            Some(Question::Projects) => self.take_projects(outcome),
            Some(Question::Project) => self.take_project(outcome),
            None => {}
        }
    }

    fn take_node(&mut self, outcome: Result<Response, Interruption>) {
        let header =
            outcome.as_ref().ok().and_then(|response| response.header("dss-version").map(str::to_owned));
        let is_strange = outcome.as_ref().is_ok_and(|response| !response.may_be_of_dss());
        let instance = match node().conclude(outcome) {
            Ok(instance) => instance,
            // It is DSS that answers; a key that may not ask this may still ask the rest.
            Err(error) if error.kind == Kind::Forbidden => {
                Instance { version: header, ..Instance::default() }
            }
            Err(error) if is_strange && matches!(error.kind, Kind::Missing | Kind::Invalid) => {
                return self.refuse(&Error { kind: Kind::Foreign, ..error });
            }
            Err(error) => return self.refuse(&error),
        };
        self.pass(Step::Reach, "Something answers.".to_owned());
        let name = instance.name.clone().or_else(|| instance.id.clone());
        self.pass(
            Step::Api,
            name.map_or_else(|| "DSS answers.".to_owned(), |name| format!("DSS answers: {name}.")),
        );
        self.instance = Some(instance);
        self.question = Some(Question::Identity);
    }

    fn take_identity(&mut self, outcome: Result<Response, Interruption>) {
        match identity().conclude(outcome) {
            Ok(identity) => {
                self.pass(Step::Key, format!("The key is that of {}.", identity.login));
                self.identity = Some(identity);
            }
            // Some versions lack the operation (`dss-api.md` 1, identity).
            Err(error) if matches!(error.kind, Kind::Missing | Kind::Forbidden) => {
                self.pass(Step::Key, "The key is accepted; DSS does not tell whose it is.".to_owned());
            }
            Err(error) => return self.refuse(&error),
        }
        self.pass(Step::Licence, "The licence includes the API.".to_owned());
        let version = self.instance.as_ref().and_then(|instance| instance.version.clone());
        let told = match version.as_deref().map(|text| (text, Release::parse(text))) {
            Some((_, Some(release))) => format!("DSS {release}."),
            Some((text, None)) => format!("A version that is not known here: {text}."),
            None => "DSS does not tell its version.".to_owned(),
        };
        self.pass(Step::Version, told);
        self.question = Some(Question::Projects);
    }

    fn take_projects(&mut self, outcome: Result<Response, Interruption>) {
        match projects::list(false).conclude(outcome) {
            Ok(projects) => {
                let told = match projects.len() {
                    0 => "The key sees no project.".to_owned(),
                    1 => "The key sees one project.".to_owned(),
                    count => format!("The key sees {count} projects."),
                };
                self.pass(Step::Projects, told);
                self.projects = projects;
                self.question = self.project.is_some().then_some(Question::Project);
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn take_project(&mut self, outcome: Result<Response, Interruption>) {
        let key = self.project.clone().unwrap_or_default();
        match library::tree(&key).conclude(outcome) {
            Ok(tree) => {
                let files = library::Entry::files(&tree).len();
                self.pass(Step::Project, format!("The library of {key} can be read; files in it: {files}."));
                self.question = None;
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Names the step that an error belongs to; those in front of it have passed.
    fn refuse(&mut self, error: &Error) {
        let step = match error.kind {
            Kind::Unreachable
            | Kind::TimedOut(_)
            | Kind::CutOff
            | Kind::Cancelled
            | Kind::Gateway
            | Kind::Busy => Step::Reach,
            Kind::Foreign | Kind::Redirected | Kind::Unreadable | Kind::TooLarge(_) => Step::Api,
            Kind::Missing if self.question == Some(Question::Node) => Step::Api,
            Kind::Key => Step::Key,
            Kind::Licence => Step::Licence,
            _ => match self.question {
                Some(Question::Node) => Step::Api,
                Some(Question::Identity) => Step::Key,
                Some(Question::Project) => Step::Project,
                _ => Step::Projects,
            },
        };
        // A later request may fail at an earlier step, as when the network goes away.
        self.checks.retain(|check| check.step < step);
        if step > Step::Reach {
            self.pass_until(step);
        }
        let advice = self.endpoint.as_ref().map(|endpoint| checklist(error, endpoint, &self.page));
        self.fail(step, error.happened(), advice.unwrap_or_default());
    }

    /// Whoever refuses a key has been reached and is DSS.
    fn pass_until(&mut self, step: Step) {
        for (passed, told) in [(Step::Reach, "Something answers."), (Step::Api, "DSS answers.")] {
            if passed < step && self.checks.iter().all(|check| check.step != passed) {
                self.pass(passed, told.to_owned());
            }
        }
    }

    fn pass(&mut self, step: Step, told: String) {
        self.checks.push(Check { step, outcome: Ok(told) });
    }

    fn fail(&mut self, step: Step, happened: String, advice: Vec<String>) {
        self.checks.push(Check { step, outcome: Err(Problem { happened, advice }) });
        self.question = None;
    }
}
