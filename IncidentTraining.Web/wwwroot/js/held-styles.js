// Keeps working pages from being shown without their style sheets. When the circuit renders the first page again, it removes the style
// sheets from the head and adds them again a moment later. A copy of each keeps the page styled until the circuit's version has loaded,
// and is then removed, so that it does not affect other pages. A page that is opened later brings its own style sheets and is shown once
// they have loaded.
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
