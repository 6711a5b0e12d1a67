//! REG-008 and REG-012: port schemas, and versions that break users.

use super::{Report, rules};
use crate::block::interface::breaks;
use crate::registry::{Registry, path};

pub(super) fn check(registry: &Registry, report: &mut Report<'_>) {
    let manifest = report.manifest;
    for port in manifest.inputs.iter().chain(&manifest.outputs) {
        let Some(file) = &port.schema_ref else { continue };
        let reason = match registry.failure(file) {
            _ if !path::is_safe(file) => "its path does not stay inside the registry",
            Some(reason) => reason,
            None if registry.schema(file).is_none() => "it is not there",
            None => continue,
        };
        report.add(&rules::SCHEMA_FILE, &port.name, format!("the schema {file} cannot be used: {reason}"));
    }
    let versions = registry.index.versions(&manifest.block_id).iter().map(|entry| entry.version);
    let before = versions
        .filter(|version| *version < manifest.version && version.major == manifest.version.major)
        .max();
    let Some(old) = before.and_then(|version| registry.manifest(&manifest.block_id, version).ok()) else {
        return;
    };
    let schema = |path: &str| registry.schema(path);
    for broken in breaks(old, manifest, schema, schema) {
        let message = format!("compared with {}, {broken}: that needs a new major version", old.version);
        report.add(&rules::BREAKS, &broken.port, message);
    }
}
