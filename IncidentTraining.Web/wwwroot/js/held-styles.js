// The circuit that draws the page anew takes the page's own style sheets out of the head and puts them back a moment later. A copy of each keeps
// the look until the circuit's has loaded, and then leaves, so that no other page is styled by it.
const mark = document.getElementById("page-head");
const ownSheets = () => [...document.querySelectorAll("#page-head ~ link[rel=stylesheet]")];

for (const link of ownSheets()) {
  const copy = link.cloneNode();
  mark.before(copy);
  new MutationObserver((changes, watch) => {
    const drawn = ownSheets().find(sheet => sheet !== link && sheet.href === copy.href);
    if (!drawn) return;
    watch.disconnect();
    if (drawn.sheet) copy.remove();
    else drawn.addEventListener("load", () => copy.remove());
  }).observe(document.head, { childList: true });
}
