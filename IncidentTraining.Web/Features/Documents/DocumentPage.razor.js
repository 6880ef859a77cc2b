// The document editor. This script owns the page's text areas: they are saved over HTTP, with or without the circuit that renders
// everything around them.
import { start as showCircuit } from "../../Components/Layout/Islands/IslandLayout.razor.js";
import { Autosave } from "../../js/autosave.js";
import { merger } from "../../js/autosave/merge.js";
import { TwoTexts, clock } from "../../js/conflict.js";
import { showSaveState } from "../../js/save-state.js";
import { ActionItems } from "./Editing/ActionItemsEditor.razor.js";
import { canonical, compose, parts } from "../../js/documents/text.js";
import { enrich, insertBelow, pickSteps, replaceKeepingCaret } from "../../js/documents/toolbar.js";

const longText = 20_000;
const editor = document.getElementById("editor");
const token = editor.querySelector("input[name=__RequestVerificationToken]").value;
const title = document.getElementById("title");
const server = JSON.parse(document.getElementById("content").textContent);
const sections = [...editor.querySelectorAll("[data-section]")].map(section);
const titles = new Map(sections.map(({ id, heading }) => [id, heading]));
const show = showSaveState(document.getElementById("save-state"), document.getElementById("save-spoken"));
const merge = merger(parts(titles), compose);
const twoTexts = new TwoTexts({ home: editor, merge, parts: parts(titles), compose, words, settle, more: "The text that you do not choose stays in the history." });

const autosave = new Autosave({
  url: editor.dataset.url, token, owner: editor.dataset.person, version: Number(editor.dataset.version), content: server,
  read, write, canonical, merge, onClosed, show, onQuestion: question => twoTexts.ask(question),
});

function section(element) {
  const id = element.dataset.section;
  const heading = element.dataset.heading;
  const textarea = element.querySelector("textarea[data-text]");
  if (!textarea) {
    const items = new ActionItems(element, changed);
    return {
      id, heading,
      read: () => ({ items: items.read() }),
      write: value => items.write(value?.items ?? []),
      refresh: () => {},
    };
  }
  // A steps section has a list of example steps instead of a toolbar.
  const picker = element.querySelector("[data-step-picker]");
  if (picker) pickSteps(picker, textarea);
  else enrich(element, textarea);
  const count = element.querySelector("[data-count]");
  const outline = element.querySelector("[data-outline]");
  if (outline) {
    outline.onclick = () => {
      textarea.value = outline.dataset.outline;
      textarea.focus();
      changed();
    };
  }
  return {
    id, heading,
    read: () => ({ text: textarea.value.toWellFormed?.() ?? textarea.value }),
    write: value => replaceKeepingCaret(textarea, value?.text ?? ""),
    refresh: () => {
      const text = textarea.value.trim();
      count.textContent = text ? `${textarea.value.length.toLocaleString("en-GB")} characters` : "";
      if (outline) outline.hidden = text !== "";
      // Resizing the box for thousands of lines on every keystroke would block the page.
      textarea.classList.toggle("long", textarea.value.length > longText);
    },
  };
}

function read() {
  return { title: title.value, sections: Object.fromEntries(sections.map(({ id, read }) => [id, read()])) };
}

function write(content) {
  replaceKeepingCaret(title, content.title);
  for (const { id, write, refresh } of sections) {
    write(content.sections[id]);
    refresh();
  }
}

function changed(event) {
  const id = event?.target?.closest("[data-section]")?.dataset.section;
  sections.filter(one => !id || one.id === id).forEach(({ refresh }) => refresh());
  autosave.touch();
}

function words({ by, at, left, keptAt }, ids) {
  const places = ids.map(id => id === "title" ? "Title" : titles.get(id.slice("section:".length))).join(", ");
  if (left === "offer") return `This browser also has an unsaved text${clock(keptAt)}.`;
  const who = by ? `${by} changed the same place${clock(at)}` : `The same place was changed in another window${clock(at)}`;
  const mine = left === "draft" ? `This page shows an unsaved text from this browser${clock(keptAt)}. ` : "";
  return `${mine}${who}${places ? ` (${places})` : ""}. Your text is saved once you choose; you can keep typing.`;
}

async function settle(question, content, { mine, droppedMine, droppedTheirs }) {
  // The saved text is already in the history.
  const losing = [...(droppedMine ? [mine] : []), ...(droppedTheirs && question.left === "offer" ? [question.theirs] : [])];
  for (const text of losing) {
    if (await setAside(text)) continue;
    show({ kind: "conflict", message: "Not saved. The text that you did not choose could not be added to the history. Choose again when the portal responds." });
    return;
  }
  await autosave.settle(question, content);
}

/** Stores a text in the document's history; returns true once the server has stored it. */
async function setAside(content) {
  try {
    const answer = await fetch(editor.dataset.setAside, {
      method: "POST",
      headers: { "Content-Type": "application/json", "If-Match": `"${autosave.version}"`, "X-CSRF-TOKEN": token },
      body: JSON.stringify({ content }),
      signal: AbortSignal.timeout(20_000),
    });
    return answer.ok;
  } catch (unreachable) {
    console.info("The text could not be added to the history.", unreachable);
    return false;
  }
}

async function onClosed(content, message) {
  if (!await setAside(content)) return { came: "failed" };
  for (const field of editor.querySelectorAll(".editor-main :is(textarea, input)")) field.readOnly = true;
  return { came: "kept", message: `${message} Your later changes are stored in its history. Reload the page.` };
}

// The circuit renders the number of the stored version; this script then merges what another writer has saved.
const desk = document.getElementById("desk");
new MutationObserver(() => {
  const { stored, open } = desk.querySelector("[data-stored]")?.dataset ?? {};
  if (stored) autosave.heard(Number(stored));
  // Submitted: text still on the page is added to the history, unless there is nothing to lose.
  if (open === "false") autosave.dirty ? autosave.save() : location.reload();
}).observe(desk, { subtree: true, childList: true, attributeFilter: ["data-stored", "data-open"] });

let circuit;
let place = null;

function tell(method, ...words) {
  circuit?.invokeMethodAsync(method, ...words).catch(gone => console.info("The circuit is not available.", gone));
}

/** Called by EditorDesk when its circuit starts, once the text has been read and is being watched. */
export function connect(reference) {
  circuit = reference;
  tell("MoveAsync", place);
  showCircuit();
}

/** Saves everything; returns the stored version, or null. */
export async function save() { return await autosave.save() ? autosave.version : null; }

/** Inserts run data below the caret's line, once the dialog has closed and returned the focus to its button. */
export async function insertInto(id, markdown) {
  while (document.querySelector(".mud-dialog")) await new Promise(requestAnimationFrame);
  insertBelow(document.getElementById(`text-${id}`), `${markdown}\n`, "\n\n");
}

editor.addEventListener("focusin", event => {
  const section = event.target.closest("[data-section]")?.dataset.section ?? null;
  if (section !== place) tell("MoveAsync", place = section);
});
editor.addEventListener("click", event => {
  const button = event.target.closest("[data-attach]");
  if (button) tell("AttachAsync", button.closest("[data-section]").dataset.section);
});

// Text typed before this script was loaded is kept; everything else is shown as stored.
const early = [...editor.querySelectorAll("textarea[data-text]")].some(area => area.value !== area.defaultValue) || title.value !== title.defaultValue;
if (early) {
  for (const one of sections) if (server.sections[one.id]?.items) one.write(server.sections[one.id]);
  sections.forEach(({ refresh }) => refresh());
} else {
  write(server);
}

editor.addEventListener("input", changed);
editor.addEventListener("change", changed);
const beside = document.getElementById("show-preview");
beside.checked = localStorage.getItem("preview") !== "off";
const showPreview = () => {
  editor.dataset.beside = beside.checked;
  localStorage.setItem("preview", beside.checked ? "on" : "off");
};
beside.onchange = showPreview;
showPreview();
addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s" || event.altKey || event.shiftKey) return;
  event.preventDefault();
  autosave.save();
});
await autosave.start();
editor.dataset.ready = "true";
