//! What will work for a key on an instance, and why not: judged by the version, the kind of node, and the
//! answers to a few reads (`dss-api.md` 2 and 6).
//!
//! What writes is never tried out. It is known only if DSS tells the rights of the key's groups.

mod table;

pub use self::table::Ability;

use crate::dss::error::Kind;
use crate::dss::instance::{Identity, NodeKind};
use crate::dss::release::Release;
use crate::dss::{Error, Request};
use crate::inventory::Document;

/// Whether something will work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Yes, no, or nobody knows.
    pub standing: Standing,
    /// Why, in a sentence.
    pub reason: String,
}

/// Yes, no, or nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It will work.
    Available,
    /// It will be refused.
    Refused,
    /// It has to be tried.
    Unknown,
}

/// What is known of instance, key and project.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The version of DSS.
    pub release: Option<Release>,
    /// What the node is for.
    pub node: NodeKind,
    /// Who the key is.
    pub identity: Option<Identity>,
    /// `project.permissions.get`, if the key may read it.
    pub permissions: Option<Document>,
    /// What was tried, and how it ended.
    answers: Vec<(Ability, Result<(), Error>)>,
}

/// The reads to send to learn about `project`, and what each of them shows. The answers go to
/// [`Evidence::answered`]; that to [`Ability::ReadPermissions`] also to [`Evidence::permissions`].
pub fn probes(project: &str, release: Option<Release>) -> Vec<(Ability, Request)> {
    let probes = Ability::ALL.into_iter().filter_map(|ability| Some((ability, ability.probe(project)?)));
    probes.filter(|(_, request)| release.is_none_or(|release| release.lacks(request).is_none())).collect()
}

impl Evidence {
    /// Takes how a probe ended.
    pub fn answered(&mut self, ability: Ability, outcome: Result<(), Error>) {
        self.answers.retain(|(known, _)| *known != ability);
        self.answers.push((ability, outcome));
    }

    /// Whether `ability` will work for `project`.
    pub fn verdict(&self, ability: Ability, project: &str) -> Verdict {
        self.by_node(ability)
            .or_else(|| self.by_release(ability, project))
            .or_else(|| self.by_answer(ability))
            .or_else(|| self.by_rights(ability))
            .unwrap_or_else(|| Verdict::new(Standing::Unknown, format!("It needs: {}.", ability.rights())))
    }

    fn by_node(&self, ability: Ability) -> Option<Verdict> {
        let only = ability.node()?;
        let differs = !matches!(self.node, NodeKind::Unknown | NodeKind::Other(_)) && self.node != only;
        let name = if only == NodeKind::Automation { "an automation node" } else { "a design node" };
        differs.then(|| Verdict::new(Standing::Refused, format!("Only {name} does it, and this is none.")))
    }

    fn by_release(&self, ability: Ability, project: &str) -> Option<Verdict> {
        let since = self.release?.lacks(&ability.request(project)?)?;
        let release = self.release?;
        Some(Verdict::new(Standing::Refused, format!("It needs DSS {since}, and this is {release}.")))
    }

    fn by_answer(&self, ability: Ability) -> Option<Verdict> {
        let (_, outcome) = self.answers.iter().find(|(known, _)| *known == ability)?;
        Some(match outcome {
            Ok(()) => Verdict::new(Standing::Available, "It was tried and works.".to_owned()),
            Err(error) => {
                let is_final =
                    matches!(error.kind, Kind::Key | Kind::Licence | Kind::Forbidden | Kind::Missing);
                let standing = if is_final { Standing::Refused } else { Standing::Unknown };
                Verdict::new(standing, format!("{} It needs: {}.", error.happened(), ability.rights()))
            }
        })
    }

    /// By the rights of the key's groups. That they lack one proves nothing: administrators of the instance
    /// have all, and are not told apart here.
    fn by_rights(&self, ability: Ability) -> Option<Verdict> {
        let (flag, identity, permissions) =
            (ability.flag()?, self.identity.as_ref()?, self.permissions.as_ref()?);
        let available = |reason: String| Some(Verdict::new(Standing::Available, reason));
        if permissions.get("owner").and_then(|owner| owner.as_str()) == Some(&identity.login) {
            return available("The key is that of the project's owner.".to_owned());
        }
        let text =
            |entry: &Document, key: &str| entry.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let entries = permissions.get("permissions").and_then(|entries| entries.as_array());
        let mut entries = entries.into_iter().flatten().filter_map(|entry| entry.as_object());
        let grant = entries.find(|entry| {
            let is_own = text(entry, "group").is_some_and(|group| identity.groups.contains(&group))
                || text(entry, "user").is_some_and(|user| user == identity.login);
            let says = |flag: &str| entry.get(flag).and_then(serde_json::Value::as_bool) == Some(true);
            is_own && (says(flag) || says("admin"))
        })?;
        let holder =
            text(grant, "group").map_or_else(|| "The user".to_owned(), |group| format!("The group {group}"));
        available(format!("{holder} has the right."))
    }
}

impl Verdict {
    fn new(standing: Standing, reason: String) -> Self {
        Self { standing, reason }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::dss::Response;

    fn refusal(status: u16) -> Error {
        Error::refused(
            &Request::get("/projects/P/x".into()),
            &Response::json(status, &json!({"message": "no"})),
        )
    }

    #[test]
    fn nothing_is_known_at_first() {
        for ability in Ability::ALL {
            let verdict = Evidence::default().verdict(ability, "P");
            assert_eq!(verdict.standing, Standing::Unknown, "{ability:?}");
            assert!(verdict.reason.starts_with("It needs: "), "{}", verdict.reason);
        }
    }

    #[test]
    fn probes_only_read_and_spare_old_servers() {
        let probes_of = |release: &str| probes("P", Release::parse(release));
        assert!(probes("P", None).iter().all(|(_, request)| request.is_read() && request.flaw().is_none()));
        assert_eq!(probes_of("15.2.0").len(), probes("P", None).len());
        let old: Vec<_> = probes_of("13.5.0").into_iter().map(|(ability, _)| ability).collect();
        assert!(!old.contains(&Ability::ListUsers) && !old.contains(&Ability::ListGroups));
        assert!(old.contains(&Ability::ReadProject));
    }

    #[test]
    fn version_node_and_answers_decide_in_this_order() {
        let mut evidence = Evidence { release: Release::parse("13.5.0"), ..Evidence::default() };
        let verdict = evidence.verdict(Ability::ListUsers, "P");
        assert_eq!(
            (verdict.standing, &*verdict.reason),
            (Standing::Refused, "It needs DSS 14, and this is 13.5.0.")
        );
        evidence.node = NodeKind::Automation;
        let verdict = evidence.verdict(Ability::MakeBundles, "P");
        assert_eq!(verdict.reason, "Only a design node does it, and this is none.");
        for (status, standing) in
            [(403, Standing::Refused), (404, Standing::Refused), (502, Standing::Unknown)]
        {
            evidence.answered(Ability::ListCodeEnvs, Err(refusal(status)));
            assert_eq!(evidence.verdict(Ability::ListCodeEnvs, "P").standing, standing, "{status}");
        }
        evidence.answered(Ability::ListCodeEnvs, Ok(()));
        assert_eq!(evidence.verdict(Ability::ListCodeEnvs, "P").standing, Standing::Available);
    }

    #[test]
    fn rights_prove_what_is_granted_and_never_what_is_not() {
        let rights = json!({"owner": "boss", "permissions": [
            {"group": "readers", "readProjectContent": true},
            {"group": "makers", "writeProjectContent": true},
            {"user": "ann", "admin": true},
        ]});
        let verdict = |login: &str, group: &str, ability| {
            let identity = Identity { login: login.into(), groups: vec![group.into()], profile: None };
            let permissions = rights.as_object().cloned();
            Evidence { identity: Some(identity), permissions, ..Evidence::default() }
                .verdict(ability, "P")
                .standing
        };
        assert_eq!(verdict("bob", "makers", Ability::WriteProject), Standing::Available);
        assert_eq!(verdict("bob", "readers", Ability::WriteProject), Standing::Unknown);
        assert_eq!(verdict("bob", "makers", Ability::RunScenarios), Standing::Unknown);
        assert_eq!(verdict("ann", "none", Ability::RunScenarios), Standing::Available);
        assert_eq!(verdict("boss", "none", Ability::ShareObjects), Standing::Available);
        assert_eq!(verdict("boss", "none", Ability::CreateProjects), Standing::Unknown);
    }
}
