// Shows notes that the server sends to a person: a sentence and a way to read more. They stay until they are closed, and never take the
// focus.
const MOST = 3;

function element(name, words, more = {}) {
  return Object.assign(document.createElement(name), { textContent: words }, more);
}

function row({ text, address }) {
  const made = element("div", "", { className: "news-note" });
  made.dataset.address = address;
  const close = element("button", "Close", { type: "button", className: "link-button", onclick: () => made.remove() });
  made.append(element("p", text), element("a", "Read it", { href: address }), close);
  return made;
}

/** Adds a note, in the place of an earlier one about the same. */
export function show(bar, note) {
  // The document's own page shows what was decided by itself.
  if (location.pathname.startsWith(note.address)) {
    return;
  }
  [...bar.children].find(shown => shown.dataset.address === note.address)?.remove();
  bar.append(row(note));
  while (bar.childElementCount > MOST) {
    bar.firstElementChild.remove();
  }
}
