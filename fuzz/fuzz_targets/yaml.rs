//! Any bytes as a YAML file: no panic, no hang, limits hold, ranges fit the text.
#![no_main]

use blockwright::source::{FileId, Source};
use blockwright::yaml::node::{Content, Node};
use blockwright::yaml::{MAX_DEPTH, MAX_NODES, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = Source::decode("fuzz.yml", bytes);
    let document = parse(FileId(0), &source);
    let fits = |start: u32, end: u32| start <= end && source.text.get(start as usize..end as usize).is_some();
    for problem in &document.problems {
        let at = problem.at.expect("a syntax problem has a place");
        assert!(source.undecodable_at.is_some() || fits(at.range.start, at.range.end), "{problem:?}");
    }
    let Some(root) = document.root else { return };
    let mut nodes = 0;
    let mut open: Vec<(&Node, usize)> = vec![(&root, 1)];
    while let Some((node, depth)) = open.pop() {
        nodes += 1;
        assert!(depth <= MAX_DEPTH + 1 && nodes <= MAX_NODES);
        assert!(fits(node.range.start, node.range.end), "{node:?}");
        match &node.content {
            Content::List(children) => open.extend(children.iter().map(|child| (child, depth + 1))),
            Content::Map(entries) => open.extend(entries.iter().map(|entry| (&entry.value, depth + 1))),
            _ => {}
        }
    }
});
