// Explains glossary terms on hover and focus. Without this script they are links to the glossary.

const terms = document.querySelectorAll("a.term");
const tip = document.createElement("div");
tip.id = "term-tip";
tip.className = "term-tip";
tip.role = "tooltip";
tip.hidden = true;
document.body.append(tip);

let leaving;
let shown;

for (const term of terms) {
  term.addEventListener("pointerenter", () => show(term));
  term.addEventListener("focus", () => show(term));
  term.addEventListener("pointerleave", hideSoon);
  term.addEventListener("blur", hide);
}
// The pointer may move onto the explanation, to enlarge it or select its text.
tip.addEventListener("pointerenter", () => clearTimeout(leaving));
tip.addEventListener("pointerleave", hideSoon);
document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
// Focusing a term may scroll the page: the explanation moves with it.
document.addEventListener("scroll", () => { if (shown) place(); }, { passive: true });

function show(term) {
  clearTimeout(leaving);
  shown?.removeAttribute("aria-describedby");
  shown = term;
  tip.textContent = term.dataset.term;
  tip.hidden = false;
  term.setAttribute("aria-describedby", tip.id);
  place();
}

function place() {
  const at = shown.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  tip.style.left = `${Math.max(8, Math.min(at.left, room - tip.offsetWidth - 8))}px`;
  const above = at.top - tip.offsetHeight - 6;
  tip.style.top = `${above > 64 ? above : at.bottom + 6}px`;
}

function hideSoon() {
  leaving = setTimeout(hide, 200);
}

function hide() {
  clearTimeout(leaving);
  tip.hidden = true;
  shown?.removeAttribute("aria-describedby");
  shown = undefined;
}
