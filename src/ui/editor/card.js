// What is known about a place in the text, on a card beside it: its problems with their fixes, and
// what the key or name there means. It opens on hovering, on a click at the sign beside the line, and
// by keyboard with Ctrl+.

import { forEachDiagnostic } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import { hoverTooltip, showTooltip } from "@codemirror/view";

const setCard = StateEffect.define();

// The card that was not opened by hovering; any edit and any move of the caret closes it.
const openCard = StateField.define({
  create: () => null,
  update(card, transaction) {
    for (const effect of transaction.effects) if (effect.is(setCard)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : card;
  },
  provide: (field) => showTooltip.from(field),
});

export const cards = (page) => [
  hoverTooltip((view, offset, side) => cardAt(page, view, offset, side), { hideOnChange: true }),
  openCard,
];

/** A command that opens the card at the caret with the focus on its first fix, or closes it. */
export const toggleCard = (page) => (view) => {
  const isOpen = view.state.field(openCard) !== null;
  const next = isOpen ? null : cardAt(page, view, view.state.selection.main.head, 0);
  view.dispatch({ effects: setCard.of(next) });
  if (next) view.requestMeasure({ read: () => {}, write: () => focusFirstFix(view) });
  return true;
};

/** Opens a card with everything that is wrong in the line at a height of the screen. */
export function openCardBeside(page, view, y) {
  const line = view.lineBlockAtHeight(y - view.documentTop);
  const problems = problemsWhere(view.state, (from) => line.from <= from && from <= line.to);
  if (problems.length > 0) view.dispatch({ effects: setCard.of(card(page, view, problems, null)) });
}

function focusFirstFix(view) {
  view.dom.querySelector(".card button")?.focus();
}

function cardAt(page, view, offset, side) {
  const problems = problemsWhere(view.state, (from, to) => {
    const isBeside = from < to && ((offset === to && side > 0) || (offset === from && side < 0));
    return from <= offset && offset <= to && !isBeside;
  });
  const meaning = JSON.parse(page.explain(offset));
  return problems.length > 0 || meaning ? card(page, view, problems, meaning) : null;
}

function problemsWhere(state, test) {
  const problems = [];
  forEachDiagnostic(state, (problem, from, to) => {
    if (test(from, to)) problems.push({ ...problem, from, to });
  });
  return problems;
}

function card(page, view, problems, meaning) {
  const parts = meaning ? [...problems, meaning] : problems;
  return {
    pos: Math.min(...parts.map((part) => part.from)),
    end: Math.max(...parts.map((part) => part.to)),
    above: true,
    create: () => ({ dom: drawn(page, view, problems, meaning) }),
  };
}

function drawn(page, view, problems, meaning) {
  const dom = element("div", "card");
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    view.dispatch({ effects: setCard.of(null) });
    view.focus();
  });
  for (const problem of problems) dom.append(problemPart(page, view, problem));
  if (meaning) dom.append(meaningPart(meaning));
  return dom;
}

function problemPart(page, view, problem) {
  const part = element("section", `problem problem-${problem.severity}`);
  const head = element("p", "problem-head");
  head.append(element("span", "rule", problem.rule), ` ${problem.severityName}`);
  part.append(head, element("p", "", problem.message));
  if (problem.hint) part.append(element("p", "hint", problem.hint));
  if (problem.fix) {
    const button = element("button", "fix", problem.fix);
    button.type = "button";
    button.addEventListener("click", () => {
      view.dispatch({ effects: setCard.of(null) });
      page.fix(problem.index);
      view.focus();
    });
    part.append(button);
  }
  return part;
}

function meaningPart({ title, text }) {
  const part = element("section", "meaning");
  part.append(element("p", "meaning-title", title), ...text.map((line) => element("p", "", line)));
  return part;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
