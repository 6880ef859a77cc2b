// The reader's bookmarks and notes: highlights the passages in the text, and adds, changes and removes them.

const section = document.querySelector("[data-notes]");
const list = section.querySelector("[data-note-list]");
const article = document.querySelector("article.prose");
const longestQuote = Number(section.dataset.longestQuote);

const bar = document.createElement("div");
bar.className = "passage-bar";
bar.hidden = true;
bar.innerHTML = '<button type="button" class="button" data-keep="bookmark">Bookmark</button><button type="button" class="button" data-keep="note">Add a note</button>';
document.body.append(bar);

list.querySelectorAll("[data-note]").forEach(addButtons);
addFlagsToHeadings();
showPassages();

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
  const kind = event.target.closest("[data-keep]")?.dataset.keep;
  if (!passage || !kind) return;
  const note = { id: crypto.randomUUID?.() ?? uuid(), anchor: passage.anchor, quote: passage.quote, text: "" };
  window.getSelection().removeAllRanges();
  if (kind === "note") openForm(note); else keep(note);
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
    const words = heading.textContent;
    const flag = document.createElement("button");
    flag.type = "button";
    flag.className = "heading-flag";
    flag.innerHTML = '<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><path d="M6 21V4H18L15 8.5L18 13H6"/></svg>';
    flag.addEventListener("click", () => {
      const kept = [...list.children].find(note => note.dataset.anchor === heading.id && !note.querySelector("[data-quote]"));
      if (kept) remove(kept); else keep({ id: crypto.randomUUID?.() ?? uuid(), anchor: heading.id, quote: "", text: "" });
    });
    flag.dataset.words = words;
    heading.append(flag);
  }
  showFlags();
}

function showFlags() {
  const kept = new Set([...list.children].filter(note => !note.querySelector("[data-quote]")).map(note => note.dataset.anchor));
  for (const flag of article.querySelectorAll(".heading-flag")) {
    const isKept = kept.has(flag.parentElement.id);
    flag.setAttribute("aria-pressed", String(isKept));
    flag.setAttribute("aria-label", `Bookmark “${flag.dataset.words}”`);
    flag.title = isKept ? "Remove bookmark" : "Bookmark this section";
  }
}

/** Highlights the passages without changing the page's elements. */
function showPassages() {
  section.querySelector("[data-no-notes]").hidden = list.children.length > 0;
  for (const note of list.children) {
    const anchor = note.dataset.anchor;
    let link = note.querySelector("[data-open]");
    if (!link) {
      link = document.createElement("a");
      link.dataset.open = "";
      note.querySelector("[data-buttons]").prepend(link);
    }
    link.href = anchor ? `${location.pathname}#${anchor}` : location.pathname;
    link.textContent = document.getElementById(anchor)?.firstChild?.textContent ?? "Top of the page";
  }
  if (!globalThis.Highlight) return;
  const ranges = [...list.querySelectorAll("[data-quote]")].map(quote => findPassage(quote.textContent, quote.closest("[data-note]").dataset.anchor)).filter(Boolean);
  CSS.highlights.set("kept-passage", new Highlight(...ranges));
}

/** Finds the passage after its heading; if the text has been edited since, the note appears only in the list. */
function findPassage(quote, anchor) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const heading = anchor ? document.getElementById(anchor) : null;
  let text = "";
  const places = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (heading && !(heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    for (let at = 0; at < node.data.length; at++) {
      const isSpace = /\s/.test(node.data[at]);
      if (isSpace && text.endsWith(" ")) continue;
      text += isSpace ? " " : node.data[at];
      places.push([node, at]);
    }
  }
  // Between two blocks the selection contains a space where the text may have none.
  const from = text.indexOf(quote) >= 0 ? text.indexOf(quote) : text.indexOf(quote.slice(0, 40));
  if (from < 0) return null;
  const range = document.createRange();
  const to = Math.min(from + quote.length, places.length) - 1;
  range.setStart(...places[from]);
  range.setEnd(places[to][0], places[to][1] + 1);
  return range;
}

async function keep(note) {
  const problem = await send("PUT", note.id, { dayId: section.dataset.day, pageId: section.dataset.page, anchor: note.anchor, quote: note.quote, text: note.text });
  if (problem) {
    openForm(note, problem);
    return;
  }
  showKept(note);
}

function showKept(note) {
  let item = list.querySelector(`[data-note="${note.id}"]`);
  if (!item) {
    item = document.createElement("li");
    item.dataset.note = note.id;
    item.dataset.anchor = note.anchor;
    if (note.quote) {
      const quote = document.createElement("blockquote");
      quote.dataset.quote = "";
      quote.textContent = note.quote;
      item.append(quote);
    }
    const text = document.createElement("p");
    text.dataset.text = "";
    item.append(text);
    list.append(item);
    addButtons(item);
  }
  item.querySelector("[data-text]").textContent = note.text;
  showPassages();
  showFlags();
}

function addButtons(item) {
  const buttons = document.createElement("p");
  buttons.dataset.buttons = "";
  buttons.innerHTML = '<button type="button" class="link-button" data-change>Add a note</button> <button type="button" class="link-button" data-remove>Remove</button> <span role="alert" data-problem></span>';
  buttons.querySelector("[data-change]").addEventListener("click", () => openForm({
    id: item.dataset.note, anchor: item.dataset.anchor, quote: item.querySelector("[data-quote]")?.textContent ?? "", text: item.querySelector("[data-text]").textContent,
  }));
  buttons.querySelector("[data-remove]").addEventListener("click", () => remove(item));
  item.append(buttons);
}

async function remove(item) {
  const problem = await send("DELETE", item.dataset.note);
  if (problem) {
    item.querySelector("[data-problem]").textContent = problem;
    return;
  }
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  next?.querySelector("[data-remove]")?.focus();
  showPassages();
  showFlags();
}

/** The form stays open with its text until the server has saved it. */
function openForm(note, problem = "") {
  const form = document.createElement("dialog");
  form.className = "sheet";
  form.setAttribute("aria-labelledby", "note-title");
  form.innerHTML = `<form><h2 id="note-title">Your note</h2><blockquote></blockquote>
    <label class="field"><span>Only you can see this</span><textarea rows="6" data-limit="10000"></textarea></label>
    <p class="refusal" role="alert"></p>
    <p class="own-answer-row"><button class="button primary">Save</button> <button type="button" class="button" data-cancel>Cancel</button></p></form>`;
  const text = form.querySelector("textarea");
  const refusal = form.querySelector(".refusal");
  const quote = form.querySelector("blockquote");
  quote.textContent = note.quote;
  quote.hidden = !note.quote;
  text.value = note.text;
  refusal.textContent = problem;
  refusal.hidden = !problem;
  form.querySelector("[data-cancel]").addEventListener("click", () => form.close());
  form.addEventListener("close", () => form.remove());
  form.querySelector("form").addEventListener("submit", async event => {
    event.preventDefault();
    note.text = text.value.trim();
    const refused = await send("PUT", note.id, { dayId: section.dataset.day, pageId: section.dataset.page, anchor: note.anchor, quote: note.quote, text: note.text });
    if (refused) {
      refusal.textContent = refused;
      refusal.hidden = false;
      return;
    }
    form.close();
    showKept(note);
  });
  document.body.append(form);
  form.showModal();
  text.focus();
}

/** Sends a change; returns an error message, or nothing. */
async function send(method, id, body) {
  try {
    const answer = await fetch(`/progress/notes/${id}`, {
      method,
      headers: { "X-CSRF-TOKEN": document.querySelector("input[name=__RequestVerificationToken]").value, ...(body && { "Content-Type": "application/json" }) },
      body: body && JSON.stringify(body),
    });
    if (answer.ok) return "";
    if (answer.status === 401) return "You are signed out. Sign in in another tab, then save again; your note is still here.";
    return (await answer.json()).detail ?? "The note could not be saved. It is still here; try again.";
  } catch {
    return "The portal cannot be reached. Your note is still here; save it again in a moment.";
  }
}

/** Browsers have randomUUID only in secure contexts; a portal in a LAN often is not one. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
