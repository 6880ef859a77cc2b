// Shows notes that the server sends to a person: a sentence and a link to read more. They stay until they are closed and never take the
// focus.
const MOST = 3;

/** Adds a note, replacing an earlier one about the same subject. */
export function show(bar, { text, address }) {
  // The document's own page already shows what it decided automatically.
  if (location.pathname.startsWith(address)) {
    return;
  }
  const row = Object.assign(document.createElement("div"), { className: "news-note" });
  row.innerHTML = '<p></p><a>Open</a><button type="button" class="link-button">Close</button>';
  row.dataset.address = address;
  row.querySelector("p").textContent = text;
  row.querySelector("a").href = address;
  row.querySelector("button").onclick = () => row.remove();
  [...bar.children].find(shown => shown.dataset.address === address)?.remove();
  bar.append(row);
  while (bar.childElementCount > MOST) {
    bar.firstElementChild.remove();
  }
}
