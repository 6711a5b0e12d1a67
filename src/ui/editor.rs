//! The border to the code editor, `src/ui/editor/codemirror.js`: loading it, and what each side
//! tells the other. Offsets count UTF-16 code units here, and lists cross as JSON.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// Set by `boot.js`, which knows where the file is.
    #[wasm_bindgen(catch, js_name = loadEditor)]
    fn load_editor(attempt: u32) -> Result<js_sys::Promise, JsValue>;

    /// The loaded module.
    pub(crate) type Module;

    #[wasm_bindgen(method, catch, js_name = createEditor)]
    fn create_editor(this: &Module, host: &HtmlElement, page: &js_sys::Object) -> Result<Raw, JsValue>;

    /// An editor, as the script made it.
    pub(crate) type Raw;

    #[wasm_bindgen(method)]
    fn open(this: &Raw, path: &str, text: &str, read_only: bool);
    #[wasm_bindgen(method)]
    fn change(this: &Raw, changes: &str);
    #[wasm_bindgen(method)]
    fn length(this: &Raw) -> u32;
    #[wasm_bindgen(method)]
    fn diagnose(this: &Raw, problems: &str);
    #[wasm_bindgen(method)]
    fn show(this: &Raw, from: u32, to: u32);
    #[wasm_bindgen(method)]
    fn select(this: &Raw, from: u32, to: u32);
    #[wasm_bindgen(method, js_name = selectLine)]
    fn select_line(this: &Raw, line: u32);
    #[wasm_bindgen(method)]
    fn destroy(this: &Raw);
}

/// `[from, to, text]`: the text in that range is replaced.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Splice(pub(crate) u32, pub(crate) u32, pub(crate) String);

/// A problem to mark.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mark {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// `error`, `warning` or `info`, as the editor names them.
    pub(crate) severity: &'static str,
    /// As the page names it.
    pub(crate) severity_name: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    /// Title of its fix.
    pub(crate) fix: Option<String>,
}

/// A choice of completion.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Choice {
    pub(crate) label: String,
    pub(crate) detail: String,
    pub(crate) kind: &'static str,
    pub(crate) documentation: String,
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) insert: String,
    /// What is selected afterwards, counted from the start of `insert`.
    pub(crate) select: (u32, u32),
}

/// What a place in the text means.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Explanation {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) title: String,
    pub(crate) text: Vec<String>,
}

/// What the editor tells and asks the page.
pub(crate) struct Page {
    /// The user changed the text.
    pub(crate) changed: Box<dyn Fn(Vec<Splice>)>,
    /// The caret is at this line and column, with so many code units selected.
    pub(crate) moved: Box<dyn Fn(u32, u32, u32)>,
    /// Undo was asked for.
    pub(crate) undo: Box<dyn Fn()>,
    /// Redo was asked for.
    pub(crate) redo: Box<dyn Fn()>,
    /// What can be typed at an offset; `true` if the user asked for it.
    pub(crate) complete: Box<dyn Fn(u32, bool) -> Vec<Choice>>,
    /// What stands at an offset.
    pub(crate) explain: Box<dyn Fn(u32) -> Option<Explanation>>,
    /// Go to the declaration of what stands at an offset; whether there is one.
    pub(crate) define: Box<dyn Fn(u32) -> bool>,
    /// List where the name at an offset is used.
    pub(crate) uses: Box<dyn Fn(u32)>,
    /// Apply the fix of the mark with this index.
    pub(crate) fix: Box<dyn Fn(u32)>,
}

/// Fetches the editor. `attempt` grows with each try.
///
/// # Errors
/// What the browser said.
pub(crate) async fn load(attempt: u32) -> Result<Module, String> {
    let shown = |error: JsValue| js_sys::Error::from(error).to_string().into();
    let promise = load_editor(attempt).map_err(shown)?;
    JsFuture::from(promise).await.map(JsCast::unchecked_into).map_err(shown)
}

/// An editor on the page. It ends when it is dropped.
pub(crate) struct Editor(Raw);

impl Editor {
    /// Makes an editor inside `host`.
    ///
    /// # Errors
    /// What the browser said.
    pub(crate) fn new(module: &Module, host: &HtmlElement, page: Page) -> Result<Self, String> {
        let shown = |error: JsValue| js_sys::Error::from(error).to_string().into();
        module.create_editor(host, &object_of(page)).map(Self).map_err(shown)
    }

    /// Shows another text, with the caret where it was when that file was last shown.
    pub(crate) fn open(&self, path: &str, text: &str, read_only: bool) {
        self.0.open(path, text, read_only);
    }

    /// Takes over changes made elsewhere; all ranges refer to the text before them.
    pub(crate) fn change(&self, changes: &[Splice]) {
        self.0.change(&json(changes));
    }

    /// Length of the text it shows.
    pub(crate) fn length(&self) -> u32 {
        self.0.length()
    }

    /// Marks problems in place of the former ones.
    pub(crate) fn diagnose(&self, marks: &[Mark]) {
        self.0.diagnose(&json(marks));
    }

    /// Selects a range and brings it into view.
    pub(crate) fn show(&self, from: u32, to: u32) {
        self.0.show(from, to);
    }

    /// Selects a range, brings it into view and takes the focus there.
    pub(crate) fn select(&self, from: u32, to: u32) {
        self.0.select(from, to);
    }

    /// Puts the caret at the start of a line, from 1, and takes the focus there.
    pub(crate) fn select_line(&self, line: u32) {
        self.0.select_line(line);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.0.destroy();
    }
}

/// The functions of `page` as members of an object. The browser frees them together with it.
fn object_of(page: Page) -> js_sys::Object {
    let Page { changed, moved, undo, redo, complete, explain, define, uses, fix } = page;
    let changed = move |changes: String| changed(serde_json::from_str(&changes).unwrap_or_default());
    let complete = move |offset: u32, asked: bool| json(&complete(offset, asked));
    let explain = move |offset: u32| json(&explain(offset));
    let listeners = [
        ("changed", Closure::<dyn Fn(String)>::new(changed).into_js_value()),
        ("moved", Closure::<dyn Fn(u32, u32, u32)>::new(moved).into_js_value()),
        ("undo", Closure::<dyn Fn()>::new(undo).into_js_value()),
        ("redo", Closure::<dyn Fn()>::new(redo).into_js_value()),
        ("complete", Closure::<dyn Fn(u32, bool) -> String>::new(complete).into_js_value()),
        ("explain", Closure::<dyn Fn(u32) -> String>::new(explain).into_js_value()),
        ("define", Closure::<dyn Fn(u32) -> bool>::new(define).into_js_value()),
        ("uses", Closure::<dyn Fn(u32)>::new(uses).into_js_value()),
        ("fix", Closure::<dyn Fn(u32)>::new(fix).into_js_value()),
    ];
    let object = js_sys::Object::new();
    for (name, listener) in &listeners {
        // Fails only for objects that refuse new members.
        drop(js_sys::Reflect::set(&object, &(*name).into(), listener));
    }
    object
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    // Fails only for maps whose keys are no text.
    serde_json::to_string(value).unwrap_or_default()
}
