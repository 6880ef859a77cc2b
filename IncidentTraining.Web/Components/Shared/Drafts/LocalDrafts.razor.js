// Keeps text that was typed in this tab but not sent: a text field with data-keep gets its text back when it is on the page again.
const SETTLED_MILLISECONDS = [500, 3000];

let prefix = "";
let observer = null;
let controller = null;
const restored = new WeakMap();

const fields = () => document.querySelectorAll("[data-keep]");
const keyOf = field => prefix + field.dataset.keep;

function store(field) {
  if (field.value) {
    sessionStorage.setItem(keyOf(field), field.value);
  } else {
    sessionStorage.removeItem(keyOf(field));
  }
}

function restore() {
  for (const field of fields()) {
    if (restored.get(field) === field.dataset.keep) {
      continue;
    }
    restored.set(field, field.dataset.keep);
    const kept = sessionStorage.getItem(keyOf(field));
    // The server's text may be longer or different by now; only a continuation of it is the person's own text.
    if (kept && kept !== field.value && kept.startsWith(field.value)) {
      field.value = kept;
      // Some fields notify the portal on every keystroke, others when they lose focus.
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

/** Starts keeping the texts of one place, identified by a person's id and what the texts belong to. */
export function keep(place) {
  stop();
  prefix = `kept:${place}:`;
  controller = new AbortController();
  document.addEventListener("input", event => event.target.matches?.("[data-keep]") && store(event.target), { signal: controller.signal });
  // After a text is sent, the server's response empties the field without raising an event.
  const settle = () => SETTLED_MILLISECONDS.forEach(wait => setTimeout(() => fields().forEach(field => field.value === "" && store(field)), wait));
  for (const sent of ["submit", "click"]) {
    document.addEventListener(sent, settle, { signal: controller.signal });
  }
  observer = new MutationObserver(restore);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-keep"] });
  restore();
}

/** Stops watching; stored texts are kept. */
export function stop() {
  controller?.abort();
  observer?.disconnect();
}
