//! Blockwright's engine: a configuration goes in, problems and a plan come out.
//!
//! The modules stand in the order in which data flows through them, and a module may use only
//! those above it (`tests/tidy` holds that). Nothing here knows the browser, the clock, the
//! network or chance: time, ids and transports come in as values.

// Text
pub mod sorting; // sorting with one copy of the algorithm
pub mod text; // places in a text, and edits of it
pub mod source; // a file: its path, its text, how its bytes looked on disk
pub mod diagnostic; // what is said about a configuration: rule, place, hint, fix
pub mod value; // canonical JSON, checksums, attribute paths
pub mod yaml; // YAML to ranged nodes, and edits that keep every other byte

// Blocks
pub mod version; // versions of blocks, and what a reference accepts
pub mod block; // a block or solution as published: ports, contents, members
pub mod registry; // registries of blocks, each loaded and broken on its own

// Finding blocks
pub mod lexicon; // what is known about words: stop words, endings, synonyms, weights
pub mod words; // text to words that can be compared
pub mod fuzzy; // names found by a few of their letters
pub mod catalog; // the blocks of all registries: searched, matched, fitted
pub mod composer; // a wish to a proposal of wired blocks

// Configuration
pub mod address; // the identity of a resource: `dataset.PROJECT.NAME`
pub mod attribute; // the attributes of each resource type, in display order
pub mod credential; // what looks like a credential
pub mod variables; // `{{ env.NAME }}`: variables and secrets
pub mod config; // nodes to a typed configuration, from one file or many

// Judgement
pub mod composition; // blocks and solutions to instances, wires and names; what does not fit
pub mod validate; // names, references, cycles; the gate that plans are behind
pub mod audit; // what is wrong with a registry, for those who publish in it
pub mod supply; // what a project has for blocks to read
pub mod insertion; // entries added to the text: blocks, solutions, datasets, recipes
pub mod remedy; // fixes that change the structure of the text

// Infrastructure as code
pub mod state; // what was deployed: resources, state file, serials, history
pub mod normal; // one form for what DSS and configurations say differently
pub mod desired; // the state that a configuration asks for
pub mod upgrade; // other versions of blocks than the deployed ones
pub mod diff; // what differs between two states
pub mod plan; // what would be done, in which order, and why; as text and JSON
pub mod policy; // checks of plans before they are shared or approved

// Dataiku DSS
pub mod inventory; // a project as a DSS holds it
pub mod dss; // the public API: requests, and how their answers are read
pub mod packing; // files as one ZIP archive
pub mod archive; // ZIP archives, read within limits
pub mod simulator; // a DSS in memory, for the demo and for tests
pub mod registry_library; // a registry of blocks in the library of a project
pub mod dss_export; // an export of a project, or its Git repository, to the project in it
pub mod managed; // what of DSS's documents a configuration describes, and what it leaves to DSS
pub mod deployed; // the state that a project in DSS amounts to
pub mod import; // a state to the configuration that asks for it
pub mod intake; // a project of DSS as one of ours
pub mod crawl; // a project read from a DSS, request by request
pub mod sync; // what was read, kept as the state
pub mod drift; // what a DSS, the state and the configuration say, side by side

// The snapshot
pub mod rules; // every rule in one table
pub mod workspace; // all inputs, and everything that follows from them
pub mod problem_list; // problems filtered, grouped and counted
pub mod completion; // what can be typed at a place of the text
pub mod reference; // where names are declared and used
pub mod adoption; // entries of elsewhere taken into the open project
pub mod hookup; // what a new block can be wired to in the project
pub mod outdated; // blocks in the project of which there are newer versions
pub mod block_flow; // the inside of a block as a graph with places
pub mod history; // changes of all files, undone and redone
pub mod acceptance; // what a DSS has, accepted into the text

// Canvas
pub mod geometry; // points and rectangles
pub mod guide; // what is moved in line with what stands
pub mod spatial; // what is where, for culling and hit tests
pub mod layered; // places for the nodes of a graph, routes for its edges
pub mod diagram; // a configuration as a graph: nodes with ports, and wires
pub mod arrangement; // the layout document: places, frames, notes
pub mod connection; // every port judged against the one in hand
pub mod marks; // problems, plan and ghosts on the nodes
pub mod walk; // reading order, and steps along the wires
pub mod change_list; // the plan by block, object and field, row by row
pub mod speech; // what is on the canvas in words
pub mod picture; // the canvas as an SVG document
pub mod scene; // what is drawn where: items, frames, lines
pub mod drawing; // a scene as a picture
pub mod viewport; // which part of it is seen
pub mod gesture; // what people do on the canvas, as changes of text and layout
pub mod properties; // what a panel shows of a node, row by row
pub mod opening; // where a node has room for a new wire, and which blocks fit there
pub mod placement; // something new put down, as a gesture
pub mod tree; // the canvas as a tree of rows
pub mod lookup; // names on the canvas found by a few of their letters

// Review
pub mod envelope; // documents as texts that a link can carry
pub mod plan_link; // a project or its plan as a link
pub mod comparison; // two versions of a plan
pub mod review; // a shared plan worked out again, and what of it can be trusted
pub mod answer; // what a reviewer says of a plan
pub mod approval; // the gate before an apply

// What the page works with
pub mod host; // what the host of the page says: instances, registries, defaults
pub mod route; // where the page is: the location hash
pub mod chord; // keys pressed together
pub mod folder; // paths of a project folder
pub mod export; // a project as a folder for Git, and as one archive
pub mod fixes; // fixes applied one after the other
pub mod draft; // what a browser keeps of a project
pub mod template; // new projects
pub mod sample; // the project the page opens on
pub mod new_file; // new files of a project and what they start with
