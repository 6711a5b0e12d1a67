//! The abilities: what shows each of them, where it exists, which rights it takes (`dss-api.md` 2).

use crate::dss::instance::NodeKind;
use crate::dss::{Request, bundles, library, project_settings, projects, scenarios, surroundings, zones};
use crate::dss::{instance, jobs};

/// Something that the app does with DSS, as far as it takes rights of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ability {
    /// List the projects.
    ListProjects,
    /// Read what is in a project, to import and to plan.
    ReadProject,
    /// Read the library of a project, where a registry is.
    ReadLibrary,
    /// Read the settings of a project.
    ReadSettings,
    /// Read who may do what in a project.
    ReadPermissions,
    /// List the connections, to validate against.
    ListConnections,
    /// List the code environments, to validate against.
    ListCodeEnvs,
    /// List the plugins, to validate against.
    ListPlugins,
    /// List the users, to name an owner.
    ListUsers,
    /// List the groups, to give rights.
    ListGroups,
    /// Ask for the rights on single objects.
    CheckObjects,
    /// Make a project.
    CreateProjects,
    /// Delete a project.
    DeleteProjects,
    /// Change what is in a project: apply a plan.
    WriteProject,
    /// Change the library: publish a block.
    WriteLibrary,
    /// Share objects of a project with another one.
    ShareObjects,
    /// Build.
    RunJobs,
    /// Run scenarios.
    RunScenarios,
    /// See the scenarios.
    ReadScenarios,
    /// See the jobs.
    ReadJobs,
    /// See the bundles.
    ReadBundles,
    /// Make a bundle.
    MakeBundles,
    /// Bring a bundle to a project and activate it.
    ActivateBundles,
}

impl Ability {
    /// All of them.
    pub const ALL: [Self; 23] = [
        Self::ListProjects,
        Self::ReadProject,
        Self::ReadLibrary,
        Self::ReadSettings,
        Self::ReadPermissions,
        Self::ListConnections,
        Self::ListCodeEnvs,
        Self::ListPlugins,
        Self::ListUsers,
        Self::ListGroups,
        Self::CheckObjects,
        Self::CreateProjects,
        Self::DeleteProjects,
        Self::WriteProject,
        Self::WriteLibrary,
        Self::ShareObjects,
        Self::RunJobs,
        Self::RunScenarios,
        Self::ReadScenarios,
        Self::ReadJobs,
        Self::ReadBundles,
        Self::MakeBundles,
        Self::ActivateBundles,
    ];

    /// A read that shows whether it works; `None` where only doing it would.
    pub(super) fn probe(self, project: &str) -> Option<Request> {
        let request = self.request(project)?;
        request.is_read().then_some(request)
    }

    /// The request that stands for it.
    pub(super) fn request(self, project: &str) -> Option<Request> {
        Some(match self {
            Self::ListProjects => projects::list(false).request,
            // The zones are few even where datasets are many.
            Self::ReadProject => zones::list(project).request,
            Self::ReadLibrary => library::tree(project).request,
            Self::ReadSettings => project_settings::settings(project).request,
            Self::ReadPermissions => project_settings::permissions(project).request,
            Self::ListConnections => surroundings::connections("all").request,
            Self::ListCodeEnvs => surroundings::code_envs().request,
            Self::ListPlugins => surroundings::plugins().request,
            Self::ListUsers => surroundings::users().request,
            Self::ListGroups => surroundings::groups().request,
            Self::CheckObjects => instance::check_objects(project, &[]).request,
            Self::ReadScenarios => scenarios::list(project).request,
            Self::ReadJobs => jobs::list(project).request,
            Self::ReadBundles => bundles::exported(project).request,
            Self::CreateProjects
            | Self::DeleteProjects
            | Self::WriteProject
            | Self::WriteLibrary
            | Self::ShareObjects
            | Self::RunJobs
            | Self::RunScenarios
            | Self::MakeBundles
            | Self::ActivateBundles => return None,
        })
    }

    /// The only kind of node that does it, if it is not all.
    pub(super) fn node(self) -> Option<NodeKind> {
        match self {
            Self::MakeBundles => Some(NodeKind::Design),
            Self::ActivateBundles => Some(NodeKind::Automation),
            _ => None,
        }
    }

    /// The flag in an entry of a project's permissions that grants it (`dss-api.md` 5.4).
    pub(super) fn flag(self) -> Option<&'static str> {
        match self {
            Self::ReadProject | Self::ReadLibrary | Self::ReadScenarios | Self::ReadJobs => {
                Some("readProjectContent")
            }
            Self::WriteProject | Self::RunJobs => Some("writeProjectContent"),
            Self::ShareObjects => Some("manageExposedElements"),
            Self::RunScenarios => Some("runScenarios"),
            _ => None,
        }
    }

    /// The rights it takes, in DSS's own words: of a key, or of a group.
    pub fn rights(self) -> &'static str {
        match self {
            Self::ListProjects => "any key; only projects that it may see are listed",
            Self::ReadProject
            | Self::ReadLibrary
            | Self::ReadScenarios
            | Self::ReadJobs
            | Self::ReadBundles => "READ_CONF, or Read project content",
            Self::ReadSettings | Self::ReadPermissions => "ADMIN of the project",
            Self::ListConnections => "any key; only connections that it may use are listed",
            Self::ListCodeEnvs => {
                "often an administrator's key; without it code environments are not checked"
            }
            Self::ListPlugins => "maybe an administrator's key; without it plugins are not checked",
            Self::ListUsers | Self::ListGroups => "any personal key",
            Self::CheckObjects => "any key",
            Self::CreateProjects => "an administrator's key, or the global right Create projects",
            Self::DeleteProjects => "ADMIN of the project",
            Self::WriteProject => {
                "WRITE_CONF, or Write project content; for recipes of code also the right to write code"
            }
            Self::WriteLibrary => "WRITE_CONF, or Write project content, and the right to write code",
            Self::ShareObjects => "MANAGE_EXPOSED_ELEMENTS on the project whose objects are shared",
            Self::RunJobs => "WRITE_CONF, or Write project content",
            Self::RunScenarios => "RUN_SCENARIOS; the scenario must have a user to run as",
            Self::MakeBundles => "Write project content, or ADMIN where the instance says so",
            Self::ActivateBundles => "ADMIN of the project on the automation node",
        }
    }
}
