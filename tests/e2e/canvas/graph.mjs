// A project of many blocks, and the same graph as plain nodes and edges.

const PREFIX = "BLOCKS_REGISTRY/";

/** One line of equipment: a dataset and five blocks, of which two read what one wrote. */
const BLOCKS = [
  { name: "cleaning", id: "SENSOR_DATA_CLEANING@1.0.0", inputs: { RAW_VIBRATION: "READINGS" }, outputs: { CLEAN_VIBRATION: "CLEAN" } },
  { name: "features", id: "COMPRESSOR_FEATURE_ENG@1.0.0", inputs: { CLEAN_VIBRATION: "CLEAN" }, outputs: { ENGINEERED_FEATURES: "FEATURES" } },
  { name: "anomaly", id: "EQUIPMENT_ANOMALY_DETECTION@1.0.0", inputs: { FEATURES: "FEATURES" }, outputs: { ANOMALIES: "ANOMALIES" } },
  { name: "rul", id: "RUL_PREDICTION@1.0.0", inputs: { FEATURES: "FEATURES" }, outputs: { RUL_SCORES: "SCORES" } },
  { name: "alerting", id: "EQUIPMENT_ALERTING@1.1.0", inputs: { ANOMALIES: "ANOMALIES", RUL_SCORES: "SCORES" }, outputs: { ALERTS: "ALERTS" } },
];

const mapping = (ports, line) => Object.entries(ports).map(([port, name]) => `${port}: ${name}_${line}`).join(", ");
const lines = (blocks) => Array.from({ length: blocks / BLOCKS.length }, (_, line) => line);

/** `project.yml` with so many blocks, a multiple of five. */
export function project(blocks) {
  const datasets = lines(blocks).map((line) => `  - {name: READINGS_${line}, type: managed}`);
  const entries = lines(blocks).flatMap((line) =>
    BLOCKS.map(
      ({ name, id, inputs, outputs }) => `  - ref: ${PREFIX}${id}
    instance_name: ${name}_${line}
    zone_name: ${name}_${line}
    inputs: {${mapping(inputs, line)}}
    outputs: {${mapping(outputs, line)}}`,
    ),
  );
  return ['version: "1.0"', "project: {key: PLANT, name: Plant}", "datasets:", ...datasets, "blocks:", ...entries, ""].join("\n");
}

// Columns and rows of a line of equipment, and how far lines are apart, as the canvas arranges them.
const PLACES = { READINGS: [0, 0], cleaning: [296, 0], features: [656, 0], anomaly: [1_016, 0], rul: [1_016, 160], alerting: [1_376, 0] };
const [WIDTH, HEIGHT] = [1_760, 320];

/** The same as nodes with ports and places, and edges between ports. */
export function graph(blocks) {
  const count = blocks / BLOCKS.length;
  const columns = Math.max(1, Math.round(Math.sqrt((count * HEIGHT * 1.6) / WIDTH)));
  const nodes = [];
  const edges = [];
  for (const line of lines(blocks)) {
    const [left, top] = [(line % columns) * WIDTH, Math.floor(line / columns) * HEIGHT];
    const place = (name) => ({ x: left + PLACES[name][0], y: top + PLACES[name][1] });
    const writers = { READINGS: [`READINGS_${line}`, "out"] };
    nodes.push({ id: `READINGS_${line}`, label: "managed", inputs: [], outputs: ["out"], position: place("READINGS") });
    for (const { name, id, inputs, outputs } of BLOCKS) {
      const node = `${name}_${line}`;
      nodes.push({ id: node, label: id, inputs: Object.keys(inputs), outputs: Object.keys(outputs), position: place(name) });
      for (const [port, object] of Object.entries(inputs)) {
        const [source, sourceHandle] = writers[object];
        edges.push({ id: `${node}.${port}`, source, sourceHandle, target: node, targetHandle: port });
      }
      for (const [port, object] of Object.entries(outputs)) writers[object] = [node, port];
    }
  }
  return { nodes, edges };
}
