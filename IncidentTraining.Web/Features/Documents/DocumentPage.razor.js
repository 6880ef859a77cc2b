// The document editor. This script owns the page's text areas; no circuit is involved.
import { Autosave } from "../../js/autosave.js";
import { merger } from "../../js/autosave/merge.js";
import { TwoTexts, clock } from "../../js/conflict.js";
import { showSaveState } from "../../js/save-state.js";
import { ActionItems } from "./Parts/ActionItemsEditor.razor.js";
import { Checks } from "../../js/documents/checks.js";
import { watchEvidence } from "../../js/documents/evidence.js";
import { Preview } from "../../js/documents/preview.js";
import { pickSteps } from "./Parts/StepsEditor.razor.js";
import { canonical, compose, parts } from "../../js/documents/text.js";
import { enrich, replaceKeepingCaret } from "../../js/documents/toolbar.js";

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

const checks = new Checks({ editor, token, read, version: () => autosave.version });

const autosave = new Autosave({
  url: editor.dataset.url, token, owner: editor.dataset.person, version: Number(editor.dataset.version), content: server,
  read, write, canonical, merge, onClosed, show, onQuestion: question => twoTexts.ask(question),
});

function section(element) {
  const id = element.dataset.section;
  const heading = element.dataset.heading;
  const textarea = element.querySelector("textarea[data-text]");
  const tick = editor.querySelector(`[data-tick="${id}"]`);
  if (!textarea) {
    const items = new ActionItems(element, changed);
    return {
      id, heading,
      read: () => ({ items: items.read() }),
      write: value => items.write(value?.items ?? []),
      refresh: () => mark(tick, items.read().some(item => item.what?.trim())),
    };
  }
  // A steps section has a list of example steps instead of a toolbar and a preview.
  const picker = element.querySelector("[data-step-picker]");
  if (picker) pickSteps(picker, textarea);
  else enrich(element, textarea);
  const preview = picker ? undefined : new Preview(element.querySelector("[data-preview]"), editor.dataset.preview, token);
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
      mark(tick, text && text !== outline?.dataset.outline.trim());
      count.textContent = text ? `${textarea.value.length.toLocaleString("en-GB")} characters` : "";
      if (outline) outline.hidden = text !== "";
      preview?.show(textarea.value);
      // Resizing the box for thousands of lines on every keystroke would block the page.
      textarea.classList.toggle("long", textarea.value.length > longText);
    },
  };
}

function mark(tick, done) {
  tick.dataset.done = done ? "true" : "false";
  tick.querySelector("[data-words]").textContent = done ? "done" : "empty";
}

function read() {
  return { title: title.value, sections: Object.fromEntries(sections.map(({ id, read }) => [id, read()])) };
}

function write(content) {
  title.value = content.title;
  for (const { id, write, refresh } of sections) {
    write(content.sections[id]);
    refresh();
  }
}

function changed(event) {
  const id = event?.target?.closest("[data-section]")?.dataset.section;
  sections.filter(one => !id || one.id === id).forEach(({ refresh }) => refresh());
  autosave.touch();
  checks.soon();
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

/** Stores a text in the document's history; returns true when the server has it. */
async function setAside(content) {
  try {
    return (await send(editor.dataset.setAside, { content })).ok;
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

function send(url, body) {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "If-Match": `"${autosave.version}"`, "X-CSRF-TOKEN": token },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
}

watchEvidence(editor, send);

const submit = document.getElementById("submit");
submit.onclick = async () => {
  submit.disabled = true;
  try {
    if (!await autosave.save()) {
      problems(["The document could not be saved, so it was not submitted. See the status next to the button."]);
      return;
    }
    const answer = await send(editor.dataset.submit, {});
    if (answer.ok) {
      location.reload();
      return;
    }
    const { detail, fields = {} } = await answer.json();
    problems(Object.keys(fields).length ? Object.entries(fields).flatMap(([field, messages]) => messages.map(words => ({ words, field }))) : [detail]);
  } catch (unreachable) {
    console.info("Submitting did not work.", unreachable);
    problems(["The portal is not responding. Your text is saved; submit it again in a moment."]);
  } finally {
    submit.disabled = false;
  }
};

function problems(list) {
  const box = document.getElementById("problems");
  const heading = document.createElement("h2");
  heading.textContent = "Not submitted yet";
  const items = document.createElement("ul");
  items.append(...list.map(one => {
    const item = document.createElement("li");
    if (!one.field) {
      item.textContent = one;
      return item;
    }
    const link = document.createElement("a");
    const id = one.field.replace(/\[.*$/, "");
    link.href = `${location.pathname}#${id === "title" ? "title" : `section-${id}`}`;
    link.textContent = one.words;
    item.append(link);
    return item;
  }));
  box.replaceChildren(heading, items);
  box.hidden = false;
  box.focus();
}

// Text typed before this script was loaded stays; everything else is shown as stored.
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
  if (beside.checked) sections.forEach(({ refresh }) => refresh());
};
beside.onchange = showPreview;
showPreview();
addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s" || event.altKey || event.shiftKey) return;
  event.preventDefault();
  autosave.save();
});
await autosave.start();
checks.now();
submit.disabled = false;
editor.dataset.ready = "true";
