// Keeps the keyboard focus in the page. When the pressed button disappears, the focus moves to the element named in its data-then (selectors, first
// match), or else to what has taken its place. Browsers would move the focus to the body, which puts a screen reader at the top.

const reachable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
// A button that is disabled while its work is done is enabled again within this time.
const BUSY_MILLISECONDS = 1500;

let last = null;
let planned = 0;
let patience = 0;

const isShown = element => element.isConnected && element.checkVisibility({ visibilityProperty: true });
const isUsable = element => isShown(element) && !element.matches(":disabled") && !element.closest("[inert]");

/** The position of an element: its ancestors from inside out, each with the preceding siblings, nearest first. */
function remember(element) {
  const trail = [];
  for (let child = element; child.parentElement; child = child.parentElement) {
    const siblings = [...child.parentElement.children];
    trail.push({ parent: child.parentElement, earlier: siblings.slice(0, siblings.indexOf(child)).reverse() });
  }
  last = { element, trail, then: element.dataset.then ?? "", until: 0 };
}

/** The element at the same position, when the whole page was replaced: the circuit renders the prerendered page again as it starts. */
function counterpart({ element, trail }) {
  const found = trail.toReversed().reduce((parent, { earlier }) => parent?.children[earlier.length], document.documentElement);
  return found?.localName === element.localName && found.textContent === element.textContent && isUsable(found) ? found : null;
}

function next(kept) {
  const { trail, then } = kept;
  if (trail.every(({ parent }) => parent === document.body || parent === document.documentElement || !parent.isConnected)) {
    return counterpart(kept) ?? document.querySelector("main h1");
  }
  const named = then.split(",").map(selector => selector.trim() && document.querySelector(selector)).find(found => found && isUsable(found));
  if (named) {
    return named;
  }
  for (const { parent, earlier } of trail) {
    if (!isShown(parent) || parent === document.body) {
      continue;
    }
    // The preceding siblings may be gone too; the remaining ones mark the position.
    const children = [...parent.children];
    const place = children.indexOf(earlier.find(sibling => sibling.parentElement === parent)) + 1;
    const after = children.slice(place).flatMap(within).find(isUsable);
    const before = children.slice(0, place).flatMap(within).findLast(isUsable);
    if (after ?? before) {
      return after ?? before;
    }
  }
  return document.querySelector("main h1");
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
    // The element is unchanged: the user has clicked elsewhere.
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
  // After the browser's own reaction, which comes with the next frame.
  planned ||= requestAnimationFrame(() => { planned = requestAnimationFrame(check); });
}

document.addEventListener("focusin", event => remember(event.target));
// The user may have pressed Tab before this script was loaded.
if (document.activeElement && document.activeElement !== document.body) remember(document.activeElement);
document.addEventListener("focusout", event => {
  // A busy button loses the focus. It may be enabled again before the check, which would look as if the user had clicked elsewhere.
  if (last?.element === event.target && event.target.matches(":disabled")) last.until ||= performance.now() + BUSY_MILLISECONDS;
  plan();
});
// A click outside all controls takes the focus away on purpose, even if the element disappears before the next frame.
document.addEventListener("mousedown", event => {
  if (!event.defaultPrevented && !event.target.closest(`${reachable}, label`)) last = null;
});
new MutationObserver(() => last && plan()).observe(document.body, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "open", "hidden", "inert"],
});
