// The code editor: CodeMirror 6 in a shadow root, put together for our files.
//
// It knows texts and places in them, nothing of projects. Every offset counts UTF-16 code units.
// What it has to ask or tell goes through the functions in `page`; what they take and give is JSON,
// as `src/ui/editor.rs` describes it. There is no history in here: undo goes over all files, so the
// page does it, and its keys are left to the page.

import { acceptCompletion, autocompletion, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, linter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorSelection, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";

import { cards, openCardBeside, toggleCard } from "./card.js";
import { highlighter, marks } from "./colours.js";
import sheet from "./editor.css";

// A change that the page has already made.
const fromPage = Annotation.define();

// Where the caret and the view stood in each file; kept as long as the page.
const places = new Map();

/** Makes an editor inside `host`, which becomes the host of a shadow root. */
export function createEditor(host, page) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const tip = document.createElement("p");
  tip.id = "tip";
  tip.textContent = "Tab indents. To leave the editor by keyboard, press Escape, then Tab.";
  root.replaceChildren(tip);
  return new Editor(root, page);
}

class Editor {
  constructor(root, page) {
    this.page = page;
    this.path = null;
    this.top = 0;
    this.view = new EditorView({ parent: root, root });
    this.view.dom.addEventListener("click", (event) => {
      if (event.target.closest(".cm-lint-marker")) openCardBeside(page, this.view, event.clientY);
    });
    const look = new CSSStyleSheet();
    look.replaceSync(sheet);
    // Last, so that it wins over CodeMirror's own sheet.
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, look];
  }

  /** Shows `text` of the file at `path`, with the caret where it was when the file was last shown. */
  open(path, text, readOnly) {
    this.#remember();
    this.path = path;
    const { anchor = 0, head = 0, top = 0 } = places.get(path) ?? {};
    const within = (offset) => Math.min(offset, text.length);
    const selection = { anchor: within(anchor), head: within(head) };
    this.view.setState(EditorState.create({ doc: text, selection, extensions: this.#extensions(path, readOnly) }));
    this.#scrollTo(top);
    this.#tellPlace(this.view.state);
  }

  /** Takes over changes `[[from, to, text], ...]` that were made elsewhere. */
  change(changes) {
    const specs = JSON.parse(changes).map(([from, to, insert]) => ({ from, to, insert }));
    this.view.dispatch({ changes: specs, annotations: fromPage.of(true) });
  }

  /** Length of the text, by which the page sees whether both hold the same. */
  length() {
    return this.view.state.doc.length;
  }

  /** Marks `[{from, to, severity, rule, message, hint, fix}, ...]`; `fix` is a title or null. */
  diagnose(problems) {
    const { state } = this.view;
    const end = ({ from, to }) => (from < to ? to : (state.wordAt(from)?.to ?? to));
    const diagnostics = JSON.parse(problems).map((problem, index) => ({ ...problem, to: end(problem), index }));
    this.view.dispatch(setDiagnostics(state, diagnostics));
  }

  /** Selects a range and brings it into view. */
  show(from, to) {
    const length = this.view.state.doc.length;
    // The caret at the start, so that of what is wider or longer than the editor its beginning is seen.
    const selection = EditorSelection.range(Math.min(to, length), Math.min(from, length));
    const start = EditorView.scrollIntoView(selection.head, { y: "center", x: "nearest" });
    this.view.dispatch({ selection, effects: start });
  }

  /** As `show`, and puts the focus there. */
  select(from, to) {
    this.show(from, to);
    this.view.focus();
  }

  /** Puts the caret at the start of a line, counted from 1, as `select` does. */
  selectLine(line) {
    const { doc } = this.view.state;
    const at = doc.line(Math.max(1, Math.min(line, doc.lines))).from;
    this.select(at, at);
  }

  focus() {
    this.view.focus();
  }

  destroy() {
    this.#remember();
    this.view.destroy();
  }

  #remember() {
    if (this.path === null) return;
    const { anchor, head } = this.view.state.selection.main;
    // Not read here: an editor that has left the page is always at the top.
    places.set(this.path, { anchor, head, top: this.top });
  }

  #scrollTo(top) {
    this.top = top;
    this.view.requestMeasure({ read: () => {}, write: () => (this.view.scrollDOM.scrollTop = top) });
  }

  #tellPlace(state) {
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    const column = [...line.text.slice(0, head - line.from)].length + 1;
    const selected = state.selection.ranges.reduce((sum, range) => sum + range.to - range.from, 0);
    this.page.moved(line.number, column, selected);
  }

  #extensions(path, readOnly) {
    const { page } = this;
    return [
      lineNumbers(),
      foldGutter({ markerDOM: foldMarker }),
      codeFolding(),
      // Its own card loses the pointer inside a shadow root, and ours says more.
      lintGutter({ tooltipFilter: () => [] }),
      linter(null, { tooltipFilter: () => null }),
      cards(page),
      yaml(),
      syntaxHighlighting(highlighter),
      marks,
      indentUnit.of("  "),
      bracketMatching(),
      highlightSpecialChars(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches({ minSelectionLength: 2 }),
      EditorState.allowMultipleSelections.of(true),
      // Ctrl+click goes to the declaration, so a further caret is made with Alt.
      EditorView.clickAddsSelectionRange.of((event) => event.altKey),
      drawSelection(),
      search({ top: true }),
      autocompletion({ override: [(context) => complete(page, context)], icons: true }),
      placeholder("This file is empty. Press Ctrl+Space to see what it may hold."),
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of({ "aria-label": `Text of ${path}`, "aria-describedby": "tip", tabindex: "0" }),
      keymap.of([...ownKeys(page), ...searchKeymap, ...completionKeymap, ...foldKeymap, ...defaultKeymap, indentWithTab]),
      EditorView.domEventHandlers({
        mousedown: (event, view) => goToDeclaration(page, event, view),
        beforeinput: (event, view) => undoFromMenu(page, event) || typeOver(event, view),
        scroll: () => void (this.top = this.view.scrollDOM.scrollTop),
      }),
      EditorView.updateListener.of((update) => this.#updated(update)),
    ];
  }

  #updated(update) {
    const isTyped = update.docChanged && !update.transactions.some((each) => each.annotation(fromPage));
    if (isTyped) {
      const changes = [];
      update.changes.iterChanges((from, to, _from, _to, text) => {
        changes.push([from, to, text.toString().toWellFormed()]);
      });
      this.page.changed(JSON.stringify(changes));
    }
    if (update.docChanged || update.selectionSet) this.#tellPlace(update.state);
  }
}

function ownKeys(page) {
  const at = (view) => view.state.selection.main.head;
  const run = (act) => (view) => {
    act(view);
    return true;
  };
  return [
    { key: "F12", run: run((view) => page.define(at(view))), preventDefault: true },
    { key: "Shift-F12", run: run((view) => page.uses(at(view))), preventDefault: true },
    { key: "Mod-.", run: toggleCard(page), preventDefault: true },
    { key: "Tab", run: acceptCompletion },
    { key: "Alt-/", run: startCompletion },
  ];
}

function undoFromMenu(page, event) {
  const act = { historyUndo: page.undo, historyRedo: page.redo }[event.inputType];
  if (!act) return false;
  event.preventDefault();
  act();
  return true;
}

/**
 * Replaces a selection by what is typed. Left to the browser, joining the lines would leave style
 * attributes behind, which the policy blocks.
 */
function typeOver(event, view) {
  const { state } = view;
  const goesOverLines = event.data?.includes("\n") || state.selection.ranges.some((range) => !range.empty);
  if (event.inputType !== "insertText" || !event.data || !goesOverLines || state.readOnly) return false;
  event.preventDefault();
  view.dispatch(state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

function goToDeclaration(page, event, view) {
  if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
  const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
  return offset !== null && page.define(offset);
}

function foldMarker(open) {
  const marker = document.createElement("span");
  marker.className = open ? "fold fold-open" : "fold fold-closed";
  marker.title = open ? "Fold" : "Unfold";
  return marker;
}

/** `[{label, detail, kind, documentation, from, to, insert, select: [from, to]}, ...]`, best first. */
function complete(page, context) {
  const choices = JSON.parse(page.complete(context.pos, context.explicit));
  if (choices.length === 0) return null;
  const options = choices.map((choice, index) => ({
    label: choice.label,
    detail: choice.detail,
    type: choice.kind,
    info: choice.documentation || undefined,
    boost: -index,
    apply: (view) => insertChoice(view, choice, context.pos),
  }));
  // Of very many only the first are here, so every letter asks again.
  const isWhole = choices.length < 200;
  return { from: choices[0].from, options, validFor: isWhole ? /^[\w.-]*$/ : undefined };
}

function insertChoice(view, choice, asked) {
  const typed = view.state.selection.main.head - asked;
  const selection = EditorSelection.range(choice.from + choice.select[0], choice.from + choice.select[1]);
  view.dispatch({
    changes: { from: choice.from, to: choice.to + typed, insert: choice.insert },
    selection,
    scrollIntoView: true,
    userEvent: "input.complete",
  });
  // What a key may hold is the next question.
  if (choice.kind === "key") startCompletion(view);
}
