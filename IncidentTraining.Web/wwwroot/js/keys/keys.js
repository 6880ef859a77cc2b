// The single-key shortcuts of a page, which its links, buttons and fields name in data-keys, and the sheet that lists them (?). The
// shortcuts are read from the page, so the sheet never lists one that is not there. They can be switched off, because speech input would
// trigger them.

const STORAGE = "reading-shortcuts";
const SEQUENCE_PATIENCE_MILLISECONDS = 1500;
/** Whether a key is typed into a field or belongs to another control. Radio buttons and check boxes do not use these keys. */
const takesKeys = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog";

let pressed = "";
let pressedAt = 0;

const sheet = () => document.querySelector("[data-key-sheet]");
const isOn = () => localStorage.getItem(STORAGE) !== "off";

/** The name that the page gives a link or a button. */
export function nameOf(element) {
  const name = element.dataset.command ?? element.querySelector("[data-name]")?.textContent ?? element.textContent;
  return name.trim().replace(/\s+/g, " ");
}

export function make(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/** @param {AbortSignal} [signal] ends it */
export function watchKeys(signal) {
  document.addEventListener("keydown", onKey, { signal });
  sheet().addEventListener("change", event => localStorage.setItem(STORAGE, event.target.checked ? "on" : "off"), { signal });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(takesKeys)) return;
  if (event.key === "?") {
    event.preventDefault();
    openSheet();
    return;
  }
  if (!isOn() || event.key.length !== 1) return;
  pressed = performance.now() - pressedAt < SEQUENCE_PATIENCE_MILLISECONDS ? `${pressed} ${event.key}`.trim() : event.key;
  pressedAt = performance.now();
  const keyed = [...document.querySelectorAll("[data-keys]:not(:disabled)")];
  const hit = keyed.find(element => element.dataset.keys === pressed) ?? keyed.find(element => element.dataset.keys === event.key);
  if (hit) {
    event.preventDefault();
    pressed = "";
    // Selects the text of a field, and clicks everything else.
    if (hit.select) {
      hit.focus();
      hit.select();
    } else {
      hit.click();
    }
  } else if (!keyed.some(element => element.dataset.keys.startsWith(`${pressed} `))) {
    pressed = event.key;
  }
}

export function openSheet() {
  const rows = [...document.querySelectorAll("[data-keys]")].map(element => {
    const keys = element.dataset.keys.split(" ").flatMap(key => [make("kbd", key), " "]);
    return make("div", make("dt", ...keys), make("dd", nameOf(element)));
  });
  sheet().querySelector("dl").replaceChildren(...sheet().querySelectorAll("[data-always]"), ...rows);
  sheet().querySelector("input").checked = isOn();
  sheet().showModal();
}
