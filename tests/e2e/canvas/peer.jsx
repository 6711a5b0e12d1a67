// The peer: React Flow as its documentation says to use it for many nodes. `show` draws a graph.

import { Background, Handle, MiniMap, Position, ReactFlow, useNodesInitialized } from "@xyflow/react";
import { memo, useEffect } from "react";
import { createRoot } from "react-dom/client";

const ROW = 24;
const HEAD = 56;

const Ports = ({ names, type, position }) =>
  names.map((name, row) => (
    <Handle key={name} id={name} type={type} position={position} className="port" style={{ top: HEAD + ROW * (row + 0.5) }} />
  ));

const Block = memo(({ id, data }) => (
  <div className="block" data-node={id}>
    <b>{id}</b>
    <small>{data.label}</small>
    <Ports names={data.inputs} type="target" position={Position.Left} />
    <Ports names={data.outputs} type="source" position={Position.Right} />
    {[...data.inputs, ...data.outputs].map((name) => (
      <span key={name}>{name}</span>
    ))}
  </div>
));

const nodeTypes = { block: Block };

/** Says when all nodes have been measured. */
function Ready({ count }) {
  const isReady = useNodesInitialized();
  useEffect(() => {
    if (isReady) document.body.dataset.ready = count;
  }, [isReady, count]);
  return null;
}

window.show = ({ nodes, edges }) => {
  const placed = nodes.map(({ id, position, label, inputs, outputs }) => ({
    id,
    position,
    type: "block",
    data: { label, inputs, outputs },
    width: 264,
    height: HEAD + ROW * Math.max(inputs.length, outputs.length) + 8,
  }));
  createRoot(document.getElementById("root")).render(
    <ReactFlow
      defaultNodes={placed}
      defaultEdges={edges}
      nodeTypes={nodeTypes}
      minZoom={0.04}
      maxZoom={2.5}
      fitView
      onlyRenderVisibleElements
      onInit={(flow) => (window.flow = flow)}
    >
      <Ready count={nodes.length} />
      <Background />
      <MiniMap />
    </ReactFlow>,
  );
};
