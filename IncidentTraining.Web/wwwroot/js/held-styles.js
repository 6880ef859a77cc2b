// No working page is seen without its style sheets. The circuit that draws the first page anew takes them out of the head and puts them back a
// moment later: a copy of each keeps the look until the circuit's has loaded, and then leaves, so that no other page is styled by it. A page that
// is opened later brings its own, and is shown when they have loaded.
const mark = document.getElementById("page-head");
const copies = new Map();
const loading = new Set();

for (const link of document.querySelectorAll("#page-head ~ link[rel=stylesheet]")) {
  const copy = link.cloneNode();
  copies.set(copy.href, copy);
  mark.before(copy);
}

function loaded(link) {
  loading.delete(link);
  copies.get(link.href)?.remove();
  copies.delete(link.href);
  tell();
}

function tell() { document.documentElement.toggleAttribute("data-styling", [...loading].some(link => !copies.has(link.href))); }

new MutationObserver(changes => {
  for (const link of changes.flatMap(change => [...change.removedNodes])) loading.delete(link);
  for (const link of changes.flatMap(change => [...change.addedNodes])) {
    if (link.rel !== "stylesheet" || link === copies.get(link.href)) continue;
    if (link.sheet) { loaded(link); continue; }
    loading.add(link);
    for (const end of ["load", "error"]) link.addEventListener(end, () => loaded(link), { once: true });
  }
  tell();
}).observe(document.head, { childList: true });
