// Explains glossary terms on hover and focus. Without this script they are links to the glossary.

const tip = Object.assign(document.createElement("div"), { id: "term-tip", className: "term-tip", role: "tooltip", hidden: true });
let leaving;
let shown;

document.body.append(tip);
for (const term of document.querySelectorAll("a.term")) {
  for (const reached of ["pointerenter", "focus"]) term.addEventListener(reached, () => show(term));
  term.addEventListener("pointerleave", hideSoon);
  term.addEventListener("blur", hide);
}
// The pointer may move onto the explanation, to enlarge it or select its text.
tip.addEventListener("pointerenter", () => clearTimeout(leaving));
tip.addEventListener("pointerleave", hideSoon);
document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });

/** The style sheet places the explanation next to the term. */
function show(term) {
  hide();
  shown = term;
  tip.textContent = term.dataset.term;
  tip.hidden = false;
  term.setAttribute("aria-describedby", tip.id);
  term.classList.add("is-explained");
}

function hideSoon() {
  leaving = setTimeout(hide, 200);
}

function hide() {
  clearTimeout(leaving);
  tip.hidden = true;
  shown?.removeAttribute("aria-describedby");
  shown?.classList.remove("is-explained");
  shown = undefined;
}
