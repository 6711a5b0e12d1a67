//! Whether a new version breaks those who use the old one (`blocks.md` 1.6, REG-012).

use std::fmt;
use std::sync::Arc;

use super::column::{Column, PortSchema};
use super::fit::{Misfit, misfits};
use super::port::{Port, Side};
use super::{Manifest, PortKind};

/// A change of a port that breaks users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The side of the port.
    pub side: Side,
    /// The port.
    pub port: Arc<str>,
    /// What changed.
    pub kind: BreakKind,
}

/// What can break users of a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// The port is gone.
    Removed,
    /// It has another type: before and after.
    Type(PortKind, PortKind),
    /// A new input that must be mapped.
    NewRequired,
    /// An optional input must be mapped now.
    NowRequired,
    /// Data that did before does not do any more; an output no longer gives what it gave.
    Schema(Vec<Misfit>),
}

impl fmt::Display for Break {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.side == Side::Input { "input" } else { "output" };
        write!(out, "{side} {} ", self.port)?;
        match &self.kind {
            BreakKind::Removed => out.write_str("is gone"),
            BreakKind::Type(old, new) => write!(out, "is a {} and was a {}", new.name(), old.name()),
            BreakKind::NewRequired => out.write_str("is new and required"),
            BreakKind::NowRequired => out.write_str("is required now"),
            BreakKind::Schema(misfits) => {
                let columns: Vec<&str> = misfits.iter().map(|misfit| &*misfit.column).collect();
                write!(out, "has another schema ({})", columns.join(", "))
            }
        }
    }
}

/// Everything in `new` that breaks users of `old`, inputs first, in the old order, then what is new.
/// `old_schema` and `new_schema` give the schema at a path of each registry; ports without a known
/// schema are compared by type only.
pub fn breaks<'a>(
    old: &'a Manifest,
    new: &'a Manifest,
    old_schema: impl Fn(&str) -> Option<&'a PortSchema>,
    new_schema: impl Fn(&str) -> Option<&'a PortSchema>,
) -> Vec<Break> {
    let mut found = Vec::new();
    for (side, old_ports, new_ports) in
        [(Side::Input, &old.inputs, &new.inputs), (Side::Output, &old.outputs, &new.outputs)]
    {
        let mut add = |port: &Port, kind| found.push(Break { side, port: Arc::clone(&port.name), kind });
        for port in old_ports {
            let Some(now) = new_ports.iter().find(|new| new.name == port.name) else {
                add(port, BreakKind::Removed);
                continue;
            };
            if now.kind != port.kind {
                add(port, BreakKind::Type(port.kind, now.kind));
                continue;
            }
            if side == Side::Input && now.required && !port.required {
                add(port, BreakKind::NowRequired);
            }
            let misfits = compare(side, columns(port, &old_schema), columns(now, &new_schema));
            if !misfits.is_empty() {
                add(port, BreakKind::Schema(misfits));
            }
        }
        let is_new = |port: &&Port| !old_ports.iter().any(|old| old.name == port.name);
        for port in new_ports.iter().filter(is_new).filter(|port| side == Side::Input && port.required) {
            add(port, BreakKind::NewRequired);
        }
    }
    found
}

/// Data that fitted the old input must fit the new one; a new output must do for whoever relied on
/// the old one.
fn compare(side: Side, old: Option<&[Column]>, new: Option<&[Column]>) -> Vec<Misfit> {
    let (Some(old), Some(new)) = (old, new) else { return Vec::new() };
    match side {
        Side::Input => misfits(old, new),
        Side::Output => misfits(new, old),
    }
    .into_iter()
    .filter(|misfit| !misfit.reason.is_tolerable())
    .collect()
}

/// The columns that a port declares: of its schema file, else the inline ones.
pub fn columns<'a>(port: &'a Port, schema: impl Fn(&str) -> Option<&'a PortSchema>) -> Option<&'a [Column]> {
    match &port.schema_ref {
        Some(path) => schema(path).map(|schema| &schema.columns[..]),
        None => port.expected_columns.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::read_manifest;
    use super::*;

    fn manifest(ports: &str) -> Manifest {
        read_manifest(&format!(r#"{{"block_id": "A", "version": "1.0.0", {ports}}}"#)).unwrap().0
    }

    #[test]
    fn every_kind_of_break_is_told() {
        let old = manifest(
            r#""inputs": [{"name": "GONE"}, {"name": "OPT", "required": false}, {"name": "KIND"},
            {"name": "COLS", "expected_columns": [{"name": "A", "type": "string"}]}], "outputs": [{"name": "OUT"}]"#,
        );
        let new = manifest(
            r#""inputs": [{"name": "OPT"}, {"name": "KIND", "type": "model"}, {"name": "ADDED"}, {"name": "FREE", "required": false},
            {"name": "COLS", "expected_columns": [{"name": "A", "type": "string", "nullable": false}, {"name": "B", "type": "date"}]}],
            "outputs": [{"name": "OUT"}, {"name": "MORE"}]"#,
        );
        let shown: Vec<String> =
            breaks(&old, &new, |_| None, |_| None).iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "input GONE is gone",
                "input OPT is required now",
                "input KIND is a model and was a dataset",
                "input COLS has another schema (A, B)",
                "input ADDED is new and required",
            ]
        );
        assert_eq!(breaks(&new, &new, |_| None, |_| None), []);
    }
}
