// The reader's bookmarks and notes: highlights the passages in the text, and adds, changes and removes them. The server renders the
// list after each change.
import { send } from "../../../js/http/send.js";

const section = document.querySelector("[data-notes]");
const list = section.querySelector("[data-note-list]");
const bar = section.querySelector(".passage-bar");
const dialog = section.querySelector("dialog");
const article = document.querySelector("article.prose");
const { day: dayId, page: pageId, longestQuote } = section.dataset;
const items = () => [...list.querySelectorAll("[data-note]")];
const bookmarkOf = heading => items().find(item => item.dataset.anchor === heading.id && !item.querySelector("[data-quote]"));
/** The note in the form. */
let open;

section.dataset.ready = "";
// The bar is positioned relative to the whole page.
document.body.append(bar);
addFlagsToHeadings();
showList();

document.addEventListener("selectionchange", () => {
  const passage = passageInSelection();
  bar.hidden = !passage;
  if (!passage) return;
  const place = passage.range.getBoundingClientRect();
  bar.style.left = `${Math.max(8, Math.min(place.left, document.documentElement.clientWidth - bar.offsetWidth - 8))}px`;
  bar.style.top = `${window.scrollY + place.bottom + 8}px`;
});
// Pressing a button must not clear the selection before it is read.
bar.addEventListener("pointerdown", event => event.preventDefault());
bar.addEventListener("click", event => {
  const passage = passageInSelection();
  const kind = event.target.dataset.keep;
  if (!passage || !kind) return;
  const note = { id: newId(), anchor: passage.anchor, quote: passage.quote, text: "" };
  window.getSelection().removeAllRanges();
  if (kind === "note") openForm(note); else keep(note);
});
list.addEventListener("click", event => {
  const item = event.target.closest("[data-note]");
  const text = part => item.querySelector(part)?.textContent ?? "";
  if (event.target.matches("[data-change]")) {
    openForm({ id: item.dataset.note, anchor: item.dataset.anchor, quote: text("[data-quote]"), text: text("[data-text]") });
  }
  if (event.target.matches("[data-remove]")) remove(item);
});
// The form stays open with its text until the server has saved it.
dialog.querySelector("form").addEventListener("submit", async event => {
  if (event.submitter?.value === "cancel") return;
  event.preventDefault();
  open.text = dialog.querySelector("textarea").value.trim();
  sayInForm(await save(open));
});

function passageInSelection() {
  const selection = window.getSelection();
  if (selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const quote = selection.toString().replace(/\s+/g, " ").trim().slice(0, longestQuote);
  const isInText = article.contains(range.commonAncestorContainer) && !range.commonAncestorContainer.parentElement?.closest("textarea, .page-head");
  return isInText && quote.length > 2 ? { range, quote, anchor: headingBefore(range.startContainer)?.id ?? "" } : null;
}

function headingBefore(node) {
  return [...article.querySelectorAll("h2[id], h3[id]")].findLast(heading => heading.contains(node) || heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function addFlagsToHeadings() {
  for (const heading of article.querySelectorAll("h2[id], h3[id]")) {
    const flag = Object.assign(document.createElement("button"), { type: "button", className: "heading-flag" });
    flag.ariaLabel = `Bookmark “${heading.textContent}”`;
    flag.innerHTML = '<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><path d="M6 21V4H18L15 8.5L18 13H6"/></svg>';
    flag.addEventListener("click", () => {
      const kept = bookmarkOf(heading);
      if (kept) remove(kept); else keep({ id: newId(), anchor: heading.id, quote: "", text: "" });
    });
    heading.append(flag);
  }
}

/** Updates the flags, links and highlights. Passages are highlighted without changing the page's elements. */
function showList() {
  for (const flag of article.querySelectorAll(".heading-flag")) {
    const isKept = Boolean(bookmarkOf(flag.parentElement));
    flag.setAttribute("aria-pressed", isKept);
    flag.title = isKept ? "Remove bookmark" : "Bookmark this section";
  }
  for (const item of items().filter(({ dataset }) => dataset.anchor)) {
    const heading = document.getElementById(item.dataset.anchor)?.firstChild?.textContent;
    if (heading) item.querySelector("a").textContent = heading;
  }
  if (!globalThis.Highlight) return;
  const ranges = [...list.querySelectorAll("[data-quote]")].map(quote => findPassage(quote.textContent, quote.closest("[data-note]").dataset.anchor)).filter(Boolean);
  CSS.highlights.set("kept-passage", new Highlight(...ranges));
}

/** Finds the passage below its heading; if the text has been edited since, the note appears only in the list. */
function findPassage(quote, anchor) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  walker.currentNode = document.getElementById(anchor) ?? article;
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const text = nodes.map(node => node.data).join("");
  // Between two blocks, the selection contains a space where the text may have none; a button between them is only in the text.
  const find = words => new RegExp(words.split(" ").map(word => word.replace(/\W/g, "\\$&")).join("\\s*")).exec(text);
  const found = find(quote) ?? find(quote.slice(0, 40));
  if (!found) return null;
  const range = document.createRange();
  let start = found.index;
  let end = Math.min(text.length, start + Math.max(found[0].length, quote.length));
  for (const node of nodes) {
    if (start >= 0 && start < node.length) range.setStart(node, start);
    if (end > 0 && end <= node.length) range.setEnd(node, end);
    start -= node.length;
    end -= node.length;
  }
  return range;
}

async function keep(note) {
  const problem = await save(note);
  if (problem) {
    openForm(note);
    sayInForm(problem);
  }
}

const save = ({ id, ...note }) => change("PUT", id, { dayId, pageId, ...note });

async function remove(item) {
  const page = new URLSearchParams({ dayId, pageId });
  item.querySelector("[data-problem]").textContent = await change("DELETE", `${item.dataset.note}?${page}`);
}

function openForm(note) {
  open = note;
  const quote = dialog.querySelector("blockquote");
  quote.textContent = note.quote;
  quote.hidden = !note.quote;
  dialog.querySelector("textarea").value = note.text;
  sayInForm("");
  dialog.showModal();
  dialog.querySelector("textarea").focus();
}

function sayInForm(problem) {
  const refusal = dialog.querySelector(".refusal");
  refusal.textContent = problem;
  refusal.hidden = !problem;
}

/** Sends a change and shows the list that the server returns. Returns an error message, or an empty string. */
async function change(method, id, body) {
  try {
    const answer = await send(method, `/progress/notes/${id}`, body);
    if (answer.ok) {
      replaceList(await answer.text());
      return "";
    }
    if (answer.status === 401) return "You are signed out. Sign in in another tab, then save again; your note is still here.";
    return (await answer.json()).detail ?? "The note could not be saved. It is still here; try again.";
  } catch {
    return "The portal cannot be reached. Your note is still here; save it again in a moment.";
  }
}

/** Keeps the focus on its note, or moves it to whatever has replaced the note. */
function replaceList(html) {
  // Returns the focus to where it was before the form opened.
  dialog.close();
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const item = focused?.closest("[data-note]");
  const place = items().indexOf(item);
  list.innerHTML = html;
  if (item) {
    const next = list.querySelector(`[data-note="${item.dataset.note}"]`) ?? items()[place] ?? items().at(-1);
    (next?.querySelector(focused.matches("[data-change]") ? "[data-change]" : "[data-remove]") ?? section.querySelector("a")).focus();
  }
  showList();
}

/** Browsers provide randomUUID only in secure contexts, and a portal on a LAN often is not one. */
function newId() {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
