// The page: an editor with findings as squiggles, their chains, manual pages, fixes, and links.
import { python } from "@codemirror/lang-python";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { tags } from "@lezer/highlight";
import { EditorView, basicSetup } from "codemirror";
import { ask } from "./ask.mjs";
import { fromLink, toLink } from "./link.mjs";

const PAUSE = 300; // milliseconds without a key, before the text is checked
const SEVERITIES = { error: "error", warning: "warning", note: "info" };
const byId = (name) => document.getElementById(`playground-${name}`);
const status = byId("status"), list = byId("findings"), manual = byId("manual"), choice = byId("example");

// The colours are those of the site's code blocks, in light and in dark.
const colour = (name, ...tag) => ({ tag, color: `var(--md-code-hl-${name}-color)` });
const colours = HighlightStyle.define([
  colour("keyword", tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword),
  colour("function", tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)),
  colour("string", tags.string),
  colour("number", tags.number, tags.bool),
  colour("comment", tags.comment),
  colour("operator", tags.operator, tags.meta),
]);

const editor = new EditorView({
  parent: byId("editor"),
  extensions: [
    basicSetup,
    python(),
    syntaxHighlighting(colours),
    lintGutter(),
    EditorView.contentAttributes.of({ "aria-label": "Program" }),
    EditorView.updateListener.of((update) => update.docChanged && checkSoon()),
  ],
});
const text = () => editor.state.doc.toString();

let timer, latest = 0;
function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

async function check() {
  const number = ++latest, checked = text();
  status.textContent = "Checking…";
  const { findings, said } = JSON.parse(await ask("check", checked));
  if (number !== latest || checked !== text()) return;
  editor.dispatch(setDiagnostics(editor.state, findings.map(diagnostic)));
  list.replaceChildren(...findings.map(item));
  status.textContent = said;
}

// Rows and columns count from 1, columns in characters; the editor counts UTF-16 units.
function offset({ row, column }) {
  const line = editor.state.doc.line(row);
  return line.from + [...line.text].slice(0, column - 1).join("").length;
}

function diagnostic({ code, severity, message, location, end_location }) {
  const source = `jitlint ${code}`;
  return { from: offset(location), to: offset(end_location), severity: SEVERITIES[severity], source, message };
}

function item(finding) {
  const { code, severity, message, location, chain, help, fix } = finding;
  const about = element("div", {}, `${severity} ${code} `, place(location), ` ${message}`);
  const steps = chain.map((step) => element("li", {}, place(step.location), ` ${step.message}`));
  const parts = [about, element("ol", {}, ...steps)];
  if (help) parts.push(element("div", {}, `help: ${help}`));
  parts.push(button("Manual page", () => explain(code)));
  if (fix) parts.push(button(`Apply this fix (${fix.applicability})`, () => apply(fix.edits)));
  return element("li", { className: severity }, ...parts);
}

function place(location) {
  return button(`${location.row}:${location.column}`, () => {
    editor.dispatch({ selection: { anchor: offset(location) }, scrollIntoView: true });
    editor.focus();
  });
}

function apply(edits) {
  const changes = edits.map((edit) => ({
    from: offset(edit.location), to: offset(edit.end_location), insert: edit.content,
  }));
  editor.dispatch({ changes });
}

async function explain(code) {
  manual.textContent = await ask("explained", code);
  manual.parentElement.hidden = false;
  manual.scrollTop = 0;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function button(label, onclick) {
  return element("button", { type: "button", className: "md-button", onclick }, label);
}

function replace(program) {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: program } });
}

async function fixAll(isUnsafe) {
  const fixed = JSON.parse(await ask("fixed", text(), isUnsafe));
  if (fixed.text !== text()) replace(fixed.text);
  else status.textContent = "No such fix";
}

byId("fix").onclick = () => fixAll(false);
byId("unsafe").onclick = () => fixAll(true);
byId("share").onclick = async () => {
  location.hash = await toLink(text());
  await navigator.clipboard?.writeText(location.href).catch(() => {});
  status.textContent = "The address of this page now holds the program";
};

status.textContent = "Loading Python and jitlint…";
const examples = JSON.parse(await ask("examples"));
choice.replaceChildren(...Object.keys(examples).map((name) => new Option(name)));
choice.onchange = () => replace(examples[choice.value]);
choice.value = Object.keys(examples).find((name) => name.startsWith("JIT101"));
replace((await fromLink(location.hash)) ?? examples[choice.value]);
