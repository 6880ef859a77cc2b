// Explains glossary terms when one points at them or reaches them by keyboard. Without this they are links to the glossary.

const terms = document.querySelectorAll('a.term');
const tip = document.createElement('div');
tip.id = 'term-tip';
tip.className = 'term-tip';
tip.role = 'tooltip';
tip.hidden = true;
document.body.append(tip);

let leaving;
let shown;

for (const term of terms) {
  term.addEventListener('pointerenter', () => show(term));
  term.addEventListener('focus', () => show(term));
  term.addEventListener('pointerleave', hideSoon);
  term.addEventListener('blur', hide);
}
// One may move on to the explanation itself, to read it enlarged or to mark its words.
tip.addEventListener('pointerenter', () => clearTimeout(leaving));
tip.addEventListener('pointerleave', hideSoon);
document.addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
// Reaching a term by keyboard may scroll the page: the explanation goes along.
document.addEventListener('scroll', () => { if (shown) place(); }, { passive: true });

function show(term) {
  clearTimeout(leaving);
  shown?.removeAttribute('aria-describedby');
  shown = term;
  tip.textContent = term.dataset.term;
  tip.hidden = false;
  term.setAttribute('aria-describedby', tip.id);
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
  shown?.removeAttribute('aria-describedby');
  shown = undefined;
}
