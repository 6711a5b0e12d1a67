//! Names for what passes between instances, comes in or goes out (blocks spec 4.6, steps 5 and 6).

use std::collections::{BTreeMap, BTreeSet};

use super::instances::{Instances, Taken};
use super::request::Request;
use super::response::{Plan, Wire};
use super::wires::{End, Link, Wiring, input, output};
use crate::block::PortKind;
use crate::block::reference::is_id;
use crate::catalog::card::Socket;

/// The names of a proposal.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// What outputs write.
    pub(super) outputs: BTreeMap<End, String>,
    /// What inputs read.
    pub(super) inputs: BTreeMap<End, String>,
    /// Required inputs that nothing feeds.
    pub(super) open: Vec<End>,
    /// Names of the datasets that stand for what is missing, in order.
    pub(super) placeholders: Vec<String>,
    pub(super) wires: Vec<Wire>,
    /// The stage of each instance.
    pub(super) stages: Vec<usize>,
}

impl Named {
    /// Names for everything that passes between the instances, comes in or goes out.
    pub(super) fn new(
        wiring: &Wiring,
        instances: &Instances<'_>,
        request: &Request,
        warnings: &mut Vec<String>,
    ) -> Self {
        let mut naming = Naming::new(request, warnings);
        let mut named = Self { stages: wiring.stages(instances.all.len()), ..Self::default() };
        for (place, instance) in instances.all.iter().enumerate() {
            for (port, socket) in instance.edition.outputs.iter().enumerate() {
                let end = End { instance: place, port };
                if let Some(name) = naming.external(&request.external_outputs, &instance.name, socket, true) {
                    named.outputs.insert(end, name);
                }
            }
        }
        for link in &wiring.links {
            let Some(instance) = instances.all.get(link.source.instance) else { continue };
            let Some(socket) = instance.edition.outputs.get(link.source.port) else { continue };
            let is_repeated = instances.is_repeated(&instance.card.id);
            let owner = if is_repeated { instance.name.to_uppercase() } else { instance.card.id.to_string() };
            let name = named.outputs.entry(link.source);
            let name = name.or_insert_with(|| naming.taken.free(&format!("{owner}_{}", socket.name)));
            named.inputs.insert(link.target, name.clone());
            named.wires.extend(wire(instances, *link, name));
        }
        for (place, instance) in instances.all.iter().enumerate() {
            for (port, socket) in instance.edition.inputs.iter().enumerate() {
                let end = End { instance: place, port };
                if named.inputs.contains_key(&end) {
                    continue;
                }
                match naming.external(&request.external_inputs, &instance.name, socket, false) {
                    Some(name) => drop(named.inputs.insert(end, name)),
                    None if socket.required => named.open(&mut naming, request, end, socket),
                    None => {}
                }
            }
        }
        naming.warn_of_unused(request, warnings);
        named
    }

    /// Gives a required input a placeholder; inputs of one name and schema share it.
    fn open(&mut self, naming: &mut Naming, request: &Request, end: End, socket: &Socket) {
        self.open.push(end);
        if !request.options.generate_placeholders {
            return;
        }
        let key = (socket.name.to_string(), socket.kind, socket.schema);
        if let Some(name) = naming.placeholders.get(&key) {
            self.inputs.insert(end, name.clone());
            return;
        }
        let name = naming.taken.free(&format!("INPUT_{}", socket.name));
        naming.placeholders.insert(key, name.clone());
        self.inputs.insert(end, name.clone());
        // Models and folders cannot be declared; their names alone are a warning.
        if socket.kind == PortKind::Dataset {
            self.placeholders.push(name);
        }
    }

    /// The places of the instances by stage, each stage in the order of choice.
    pub(super) fn order(&self) -> Vec<Vec<usize>> {
        let mut stages: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, stage) in self.stages.iter().enumerate() {
            stages.entry(*stage).or_default().push(place);
        }
        stages.into_values().collect()
    }

    /// The plan of the response.
    pub(super) fn plan(&self, instances: &Instances<'_>) -> Plan {
        let name = |place: usize| instances.all.get(place).map(|instance| instance.name.clone());
        let stages = self.order().into_iter().map(|stage| stage.into_iter().filter_map(name).collect());
        Plan { stages: stages.collect(), wires: self.wires.clone() }
    }
}

/// Names being given.
struct Naming {
    taken: Taken,
    placeholders: BTreeMap<(String, PortKind, Option<u32>), String>,
    /// External names that were used, as the request writes their keys; outputs are marked.
    used: BTreeSet<(bool, String)>,
    refused: BTreeSet<String>,
}

impl Naming {
    fn new(request: &Request, warnings: &mut Vec<String>) -> Self {
        let mut naming = Self {
            taken: Taken::default(),
            placeholders: BTreeMap::new(),
            used: BTreeSet::new(),
            refused: BTreeSet::new(),
        };
        for name in request.external_inputs.values().chain(request.external_outputs.values()) {
            // As mapped names have to be (BLK-014); ports may be lower case, hence the upper-casing.
            if is_id(&name.to_uppercase()) && name.is_ascii() {
                naming.taken.take(name);
            } else if naming.refused.insert(name.clone()) {
                warnings.push(format!(
                    "\"{name}\" is no name for a dataset, so it was not used. Write letters, digits and _, \
                     beginning with a letter."
                ));
            }
        }
        naming
    }

    /// The external name for a port: by `instance.PORT`, else by `PORT`. An output's name goes to the
    /// first port that asks, since a dataset has one producer.
    fn external(
        &mut self,
        names: &BTreeMap<String, String>,
        instance: &str,
        socket: &Socket,
        is_output: bool,
    ) -> Option<String> {
        let keys = [format!("{instance}.{}", socket.name), socket.name.to_string()];
        for key in keys {
            let Some(name) = names.get(&key).filter(|name| !self.refused.contains(*name)) else { continue };
            if self.used.insert((is_output, key)) || !is_output {
                return Some(name.clone());
            }
        }
        None
    }

    fn warn_of_unused(&self, request: &Request, warnings: &mut Vec<String>) {
        let sides = [(false, &request.external_inputs, "input"), (true, &request.external_outputs, "output")];
        for (is_output, names, side) in sides {
            for (key, name) in names {
                if !self.used.contains(&(is_output, key.clone())) && !self.refused.contains(name) {
                    warnings.push(format!(
                        "{name} was not used: no {side} {key} is open. Write instance.PORT to be specific."
                    ));
                }
            }
        }
    }
}

fn wire(instances: &Instances<'_>, link: Link, dataset: &str) -> Option<Wire> {
    let name = |end: End, socket: &Socket| {
        instances.all.get(end.instance).map(|instance| format!("{}.{}", instance.name, socket.name))
    };
    Some(Wire {
        source: name(link.source, output(instances, link.source)?)?,
        target: name(link.target, input(instances, link.target)?)?,
        dataset: dataset.to_owned(),
        checked: link.is_checked,
    })
}
