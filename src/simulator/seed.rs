//! The demo instance: a registry of blocks, and two projects that blocks were made of.
//!
//! It is made by requests, as everything else that the simulator holds.

mod plan;
mod registry;
mod writer;

use std::collections::BTreeMap;

use crate::simulator::{Key, Right, Settings, Simulator};
use plan::Plan;
use writer::Writer;

/// The key of an administrator of the demo instance.
pub const ADMIN_KEY: &str = "demo-admin";
/// A key that may write the two projects, and read the registry.
pub const ANALYST_KEY: &str = "demo-analyst";
/// A key that may read all three.
pub const READER_KEY: &str = "demo-reader";
/// The project of the registry.
pub const REGISTRY: &str = "BLOCKS_REGISTRY";

const PLANS: [&str; 2] = [include_str!("seed/reliability.json"), include_str!("seed/customers.json")];

/// The demo instance at the time `now`, in milliseconds since 1970. `registry` holds the files of a
/// registry by their paths below `blocks/`, `index.json` among them.
///
/// # Errors
/// In words, if the registry is none that can be shown.
pub fn demo(registry: &[(String, String)], now: u64) -> Result<Simulator, String> {
    let mut simulator = Simulator::new(Settings::default(), keys());
    let mut writer = Writer { simulator: &mut simulator, now };
    registry::write(&mut writer, registry)?;
    for text in PLANS {
        let plan: Plan =
            serde_json::from_str(text).map_err(|error| format!("The demo is broken: {error}."))?;
        plan.carry_out(&mut writer)?;
    }
    Ok(simulator)
}

fn keys() -> BTreeMap<String, Key> {
    let projects = ["RELIABILITY_ANALYTICS", "CUSTOMER_INSIGHTS"];
    let mut analyst = Key::powerless("analyst").with(REGISTRY, [Right::ReadConf]);
    let mut reader = Key::powerless("reader").with(REGISTRY, [Right::ReadConf]);
    for project in projects {
        analyst =
            analyst.with(project, [Right::WriteConf, Right::RunScenarios, Right::ManageExposedElements]);
        reader = reader.with(project, [Right::ReadConf]);
    }
    [(ADMIN_KEY, Key::admin("admin")), (ANALYST_KEY, analyst), (READER_KEY, reader)]
        .map(|(key, rights)| (key.to_owned(), rights))
        .into()
}

#[cfg(test)]
pub(crate) mod tests;
