// Formats a section's text with a toolbar and shortcuts, and refuses content that a text cannot contain. All changes use the browser's own
// editing commands, so that Ctrl+Z undoes them.

const table = "| Column | Column |\n|---|---|\n|  |  |\n";
const wraps = { bold: "**", italic: "_", code: "`" };
const prefixes = { list: () => "- ", numbers: index => `${index + 1}. `, quote: () => "> " };
const shortcuts = { b: "bold", i: "italic", k: "link" };

export function enrich(section, textarea) {
  const toolbar = section.querySelector("[data-toolbar]");
  toolbar.addEventListener("click", event => {
    const button = event.target.closest("[data-tool]");
    if (button) apply(textarea, button.dataset.tool);
  });
  toolbar.addEventListener("keydown", event => roam(toolbar, event));
  textarea.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && shortcuts[event.key.toLowerCase()];
    if (tool) {
      event.preventDefault();
      apply(textarea, tool);
    } else if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      goOnWithList(textarea, event);
    }
  });
  pick(toolbar.querySelector("[data-link-picker]"), link => {
    textarea.focus();
    insert(textarea, link);
  });
  refuseImages(section, textarea);
}

/** The list of example steps: a choice is inserted as a new line, ready to edit. */
export function pickSteps(list, textarea) {
  pick(list, line => {
    const at = insertBelow(textarea, line, "\n");
    textarea.setSelectionRange(at + line.indexOf(" ") + 1, at + line.length);
  });
}

function pick(list, put) {
  list?.addEventListener("change", event => {
    // The selection itself is not part of the document's text.
    event.stopPropagation();
    const chosen = list.value;
    list.value = "";
    if (chosen) put(chosen);
  });
}

/** One tab stop for the toolbar; the arrow keys move within it. */
function roam(toolbar, event) {
  const buttons = [...toolbar.querySelectorAll("[data-tool]")];
  const at = buttons.indexOf(document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  const target = buttons[(next + buttons.length) % buttons.length];
  buttons.forEach(button => { button.tabIndex = button === target ? 0 : -1; });
  target.focus();
}

function apply(textarea, tool) {
  textarea.focus();
  const { value, selectionStart: start, selectionEnd: end } = textarea;
  const chosen = value.slice(start, end);
  if (wraps[tool]) return wrap(textarea, wraps[tool], chosen || tool, start);
  if (tool === "link") {
    insert(textarea, `[${chosen || "words"}](https://)`);
    const address = start + (chosen || "words").length + 3;
    textarea.setSelectionRange(address, address + "https://".length);
    return;
  }
  if (tool === "table") return insert(textarea, (start === 0 || value[start - 1] === "\n" ? "" : "\n\n") + table);
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const last = value.indexOf("\n", end) < 0 ? value.length : value.indexOf("\n", end);
  const lines = value.slice(first, last).split("\n");
  textarea.setSelectionRange(first, last);
  insert(textarea, lines.map((line, index) => tool === "heading" ? heading(line) : mark(line, prefixes[tool](index))).join("\n"));
}

function wrap(textarea, sign, words, start) {
  const { value, selectionEnd: end } = textarea;
  const wrapped = value.slice(start - sign.length, start) === sign && value.slice(end, end + sign.length) === sign;
  if (wrapped) {
    textarea.setSelectionRange(start - sign.length, end + sign.length);
    insert(textarea, words);
    textarea.setSelectionRange(start - sign.length, start - sign.length + words.length);
    return;
  }
  insert(textarea, sign + words + sign);
  textarea.setSelectionRange(start + sign.length, start + sign.length + words.length);
}

function heading(line) { return line.startsWith("### ") ? line.slice(4) : `### ${line}`; }

function mark(line, prefix) { return line.startsWith(prefix) ? line.slice(prefix.length) : prefix + line; }

/** Enter in a list starts the next item; in an empty item it ends the list. */
function goOnWithList(textarea, event) {
  const { value, selectionStart: at, selectionEnd } = textarea;
  if (at !== selectionEnd) return;
  const first = value.lastIndexOf("\n", at - 1) + 1;
  const found = /^(\s*)([-*+] |(\d+)\. |> )(.*)$/.exec(value.slice(first, at));
  if (!found) return;
  event.preventDefault();
  const [, indent, sign, number, words] = found;
  if (!words.trim()) {
    textarea.setSelectionRange(first, at);
    insert(textarea, "\n");
    return;
  }
  insert(textarea, `\n${indent}${number ? `${Number(number) + 1}. ` : sign}`);
}

export function insert(textarea, text) {
  // The only way for a script to make an undoable change; the other is a fallback.
  if (document.execCommand("insertText", false, text)) return;
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, "end");
  textarea.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Inserts a text below the caret's line, with a gap above it; returns where the text begins. */
export function insertBelow(textarea, text, gap) {
  textarea.focus();
  const { value, selectionEnd } = textarea;
  const end = value.indexOf("\n", selectionEnd) < 0 ? value.length : value.indexOf("\n", selectionEnd);
  textarea.setSelectionRange(end, end);
  const before = value.length === 0 ? "" : gap.slice(value[end - 1] === "\n" ? 1 : 0);
  insert(textarea, before + text);
  return end + before.length;
}

function refuseImages(section, textarea) {
  const note = section.querySelector("[data-paste-note]");
  const refuse = (event, data) => {
    const files = [...data?.files ?? []];
    if (files.length === 0 || data.types.includes("text/plain")) return;
    event.preventDefault();
    note.textContent = files.some(file => file.type.startsWith("image/"))
      ? "Documents cannot contain images. Describe the image in words and figures, or insert data from a lab run. Your text is unchanged."
      : "Documents cannot contain files. Paste the text instead, or import a Markdown file when you create a document. Your text is unchanged.";
    note.hidden = false;
  };
  textarea.addEventListener("paste", event => refuse(event, event.clipboardData));
  textarea.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  textarea.addEventListener("drop", event => refuse(event, event.dataTransfer));
  textarea.addEventListener("input", () => { note.hidden = true; });
}

/** Replaces the whole text; the caret stays at the same words. */
export function replaceKeepingCaret(textarea, text) {
  const before = textarea.value;
  if (before === text) return;
  const { selectionStart, selectionEnd, scrollTop } = textarea;
  let same = 0;
  while (same < before.length && before[same] === text[same]) same++;
  let after = 0;
  while (after < before.length - same && after < text.length - same && before[before.length - 1 - after] === text[text.length - 1 - after]) after++;
  const place = at => at <= same ? at : Math.max(same, text.length - (before.length - at));
  textarea.value = text;
  if (document.activeElement === textarea) textarea.setSelectionRange(place(selectionStart), place(selectionEnd));
  textarea.scrollTop = scrollTop;
}
