//! The sources as tokens, so that no law is fooled by a comment, a text or a line break.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// All sources, and the order of the engine's modules.
pub(crate) struct Project {
    pub(crate) sources: Vec<Source>,
    /// The modules of `lib.rs` from the top.
    pub(crate) order: Vec<String>,
}

/// One file.
pub(crate) struct Source {
    /// From the package root, as `src/text.rs`.
    pub(crate) path: String,
    pub(crate) text: String,
    /// Its tokens without those of tests; groups are flattened into their delimiters.
    pub(crate) code: Vec<Token>,
    tests_lines: usize,
}

/// One token and the line it stands on, from 1.
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Project {
    /// Reads `src` and `tests` of this package.
    pub(crate) fn read() -> Project {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        collect_paths(root, Path::new("src"), &mut paths);
        collect_paths(root, Path::new("tests"), &mut paths);
        paths.sort();
        let read = |path: &String| Source::new(path, &fs::read_to_string(root.join(path)).unwrap());
        Project::new(paths.iter().map(read).collect())
    }

    pub(crate) fn new(sources: Vec<Source>) -> Project {
        let lib = sources.iter().find(|source| source.path == "src/lib.rs");
        let order = lib.map(Source::declared).unwrap_or_default();
        Project { sources, order }
    }
}

fn collect_paths(root: &Path, folder: &Path, paths: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = folder.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            if entry.file_name() != "node_modules" {
                collect_paths(root, &path, paths);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path.to_str().unwrap().replace('\\', "/"));
        }
    }
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Source {
        let stream: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut source = Source { path: path.into(), text: text.into(), code: Vec::new(), tests_lines: 0 };
        if !source.is_test() {
            source.add(stream);
        }
        source
    }

    /// Whether the file holds nothing but tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    pub(crate) fn is_ui(&self) -> bool {
        self.path == "src/ui.rs" || self.path.starts_with("src/ui/")
    }

    /// Whether the file belongs to the engine.
    pub(crate) fn is_core(&self) -> bool {
        self.path.starts_with("src/") && !self.is_ui() && self.path != "src/main.rs"
    }

    /// The module path as in `["text", "edit"]`; empty for a crate root.
    pub(crate) fn module(&self) -> Vec<&str> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        if matches!(inside, "lib" | "main") { Vec::new() } else { inside.split('/').collect() }
    }

    /// Lines without those of inline tests.
    pub(crate) fn lines(&self) -> usize {
        self.text.lines().count() - self.tests_lines
    }

    /// The modules declared as files of their own, in order.
    pub(crate) fn declared(&self) -> Vec<String> {
        let is_file = |window: &&[Token]| window[0].text == "mod" && window[2].text == ";";
        self.code.windows(3).filter(is_file).map(|window| window[1].text.clone()).collect()
    }

    /// The lines on which `pattern` starts.
    pub(crate) fn lines_of(&self, pattern: &[&str]) -> Vec<usize> {
        let matches = |window: &&[Token]| window.iter().zip(pattern).all(|(token, text)| token.text == *text);
        self.code.windows(pattern.len()).filter(matches).map(|window| window[0].line).collect()
    }

    /// What follows `root ::` directly: `a` and `b` of `root::a::x`, `root::{b::{y, z}}`.
    pub(crate) fn names_below(&self, root: &str) -> Vec<&Token> {
        let mut names = Vec::new();
        for (start, window) in self.code.windows(4).enumerate() {
            if window[0].text != root || window[1].text != ":" || window[2].text != ":" {
                continue;
            }
            if window[3].text == "{" {
                names.extend(first_names(&self.code[start + 4..]));
            } else {
                names.push(&window[3]);
            }
        }
        names
    }

    fn add(&mut self, stream: TokenStream) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut next = 0;
        while let Some(tree) = trees.get(next) {
            if let Some(length) = tests_length(&trees[next..]) {
                let last = trees[next + length - 1].span().end().line;
                self.tests_lines += last + 1 - tree.span().start().line;
                next += length;
                continue;
            }
            match tree {
                TokenTree::Group(group) => self.add_group(group),
                tree => self.push(tree.to_string(), tree.span().start().line),
            }
            next += 1;
        }
    }

    fn add_group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        self.push(open.into(), group.span_open().start().line);
        self.add(group.stream());
        self.push(close.into(), group.span_close().start().line);
    }

    fn push(&mut self, text: String, line: usize) {
        self.code.push(Token { text, line });
    }
}

/// The first name of each entry of an import list, given what follows its opening brace.
fn first_names(tokens: &[Token]) -> Vec<&Token> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut entry_starts = true;
    for token in tokens {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" if depth == 0 => break,
            "}" => depth -= 1,
            "," if depth == 0 => entry_starts = true,
            _ if entry_starts => {
                names.push(token);
                entry_starts = false;
            }
            _ => {}
        }
    }
    names
}

/// How many trees a declaration under `#[cfg(test)]` takes.
fn tests_length(trees: &[TokenTree]) -> Option<usize> {
    let [TokenTree::Punct(hash), TokenTree::Group(attribute), ..] = trees else { return None };
    let attribute: String = attribute.stream().to_string().split_whitespace().collect();
    if hash.as_char() != '#' || attribute != "cfg(test)" {
        return None;
    }
    let ends = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    trees.iter().position(ends).map(|last| last + 1)
}
