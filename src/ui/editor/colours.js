// Which part of a text gets which class; `editor.css` gives them their colours.

import { syntaxTree } from "@codemirror/language";
import { Decoration, MatchDecorator, ViewPlugin } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

export const highlighter = tagHighlighter([
  { tag: tags.definition(tags.propertyName), class: "tok-key" },
  { tag: tags.string, class: "tok-string" },
  { tag: tags.special(tags.string), class: "tok-mark" },
  { tag: tags.content, class: "tok-text" },
  { tag: tags.lineComment, class: "tok-comment" },
  { tag: tags.labelName, class: "tok-anchor" },
  { tag: tags.typeName, class: "tok-tag" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], class: "tok-mark" },
  { tag: [tags.keyword, tags.attributeValue, tags.meta], class: "tok-tag" },
]);

const NUMBER = /^[-+]?(\d+|0o[0-7]+|0x[\da-fA-F]+|(\d*\.\d+|\d+\.\d*|\d+)([eE][-+]?\d+)?)$/;
const WORD = /^(true|false|null|True|False|Null|TRUE|FALSE|NULL|~)$/;

const number = Decoration.mark({ class: "tok-number" });
const word = Decoration.mark({ class: "tok-word" });

// The grammar takes every unquoted value for the same thing.
const values = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = valuesIn(view);
    }

    update(update) {
      const grown = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || grown) this.decorations = valuesIn(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function valuesIn(view) {
  const found = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter(node) {
        if (node.name === "Key") return false;
        if (node.name !== "Literal" || node.to - node.from > 40) return true;
        const text = view.state.sliceDoc(node.from, node.to);
        const mark = NUMBER.test(text) ? number : WORD.test(text) ? word : null;
        if (mark && node.from < node.to) found.push(mark.range(node.from, node.to));
        return true;
      },
    });
  }
  return Decoration.set(found, true);
}

const placeholders = new MatchDecorator({
  regexp: /\{\{\s*env\.[A-Za-z_]\w*\s*\}\}/g,
  decoration: Decoration.mark({ class: "tok-variable" }),
});

const variables = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = placeholders.createDeco(view);
    }

    update(update) {
      this.decorations = placeholders.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

export const marks = [values, variables];
