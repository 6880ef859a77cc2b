// The keyboard never falls out of a page. Where the button that was pressed goes away, the focus goes on to what comes next:
// to what the button names in data-then (selectors, the first one that is there), else to what has taken its place.
//
// Browsers put the focus on the body when its element is removed, hidden or disabled; a screen reader is then at the top.

const reachable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
// A button that is only switched off while its work is done comes back within this time.
const BUSY_MILLISECONDS = 1500;

let last = null;
let planned = 0;
let patience = 0;

const isShown = element => element.isConnected && element.checkVisibility({ visibilityProperty: true });
const isUsable = element => isShown(element) && !element.matches(':disabled') && !element.closest('[inert]');

/** Where an element stood: its ancestors from the inside out, and in each what came before it, the nearest first. */
function remember(element) {
  const trail = [];
  for (let child = element; child.parentElement; child = child.parentElement) {
    const siblings = [...child.parentElement.children];
    trail.push({ parent: child.parentElement, earlier: siblings.slice(0, siblings.indexOf(child)).reverse() });
  }
  last = { element, trail, then: element.dataset.then ?? '', until: 0 };
}

function next({ trail, then }) {
  const named = then.split(',').map(selector => selector.trim() && document.querySelector(selector)).find(found => found && isUsable(found));
  if (named) {
    return named;
  }
  for (const { parent, earlier } of trail) {
    if (!isShown(parent) || parent === document.body) {
      continue;
    }
    // What came before it may have gone as well; what is left of that marks the place.
    const children = [...parent.children];
    const place = children.indexOf(earlier.find(sibling => sibling.parentElement === parent)) + 1;
    const after = children.slice(place).flatMap(within).find(isUsable);
    const before = children.slice(0, place).flatMap(within).findLast(isUsable);
    if (after ?? before) {
      return after ?? before;
    }
  }
  return document.querySelector('main h1');
}

const within = element => [...(element.matches(reachable) ? [element] : []), ...element.querySelectorAll(reachable)].filter(found => found.tabIndex >= 0);

function check() {
  planned = 0;
  clearTimeout(patience);
  const active = document.activeElement;
  if (!last || (active !== document.body && active !== last.element)) {
    return;
  }
  if (isUsable(last.element)) {
    if (active === last.element) remember(active);
    else if (last.until) last.element.focus();
    // Nothing happened to it: the person has clicked into the page.
    else last = null;
    return;
  }
  if (isShown(last.element)) {
    last.until ||= performance.now() + BUSY_MILLISECONDS;
    if (performance.now() < last.until) {
      patience = setTimeout(check, BUSY_MILLISECONDS);
      return;
    }
  }
  next(last)?.focus();
}

function plan() {
  // After the browser's own answer, which comes with the next frame.
  planned ||= requestAnimationFrame(() => { planned = requestAnimationFrame(check); });
}

document.addEventListener('focusin', event => remember(event.target));
document.addEventListener('focusout', plan);
new MutationObserver(() => last && plan()).observe(document.body, {
  subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'open', 'hidden', 'inert'],
});
