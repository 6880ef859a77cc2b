// j and k move through the queue, Enter opens a document. They are switched off with all single-key shortcuts; see CommandPalette.razor.js.

let watching;

export function start(element) {
  watching?.abort();
  watching = new AbortController();
  addEventListener("keydown", event => {
    if (localStorage.getItem("reading-shortcuts") === "off" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const links = [...element.querySelectorAll("tbody a")];
    if (links.length === 0) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  }, { signal: watching.signal });
}

export function stop() { watching?.abort(); }
