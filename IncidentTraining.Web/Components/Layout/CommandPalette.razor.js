// The command palette (Ctrl+K), the single keys of a page and the sheet that lists them (?). What there is to choose is read from
// the page whenever it is opened, so that it never names what is not there.
const storage = "reading-shortcuts";
const takesKeys = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog";
const sequencePatience = 1500;

/** The entries whose name or group has all words that were typed, those that begin with it first. */
export function matching(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ name }) => words.length > 0 && name.toLowerCase().startsWith(words[0]) ? 0 : 1;
  return entries
    .filter(({ name, group }) => words.every(word => `${name} ${group}`.toLowerCase().includes(word)))
    .map((entry, place) => ({ entry, place }))
    .sort((one, other) => rank(one.entry) - rank(other.entry) || one.place - other.place)
    .map(({ entry }) => entry);
}

let listening;
let entries = [];
let chosen = 0;
let pressed = "";
let pressedAt = 0;

const palette = () => document.querySelector("dialog.palette");
const sheet = () => document.querySelector("dialog.sheet");
const isOn = () => localStorage.getItem(storage) !== "off";
const nameOf = element => (element.dataset.command ?? element.querySelector("[data-name]")?.textContent ?? element.textContent).trim().replace(/\s+/g, " ");

export function start() {
  listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("keydown", onKey, { signal });
  document.addEventListener("click", onClick, { signal });
  palette().querySelector("input").addEventListener("input", fill, { signal });
  palette().addEventListener("keydown", onPaletteKey, { signal });
  palette().querySelector("ul").addEventListener("click", event => run(event.target.closest("[role=option]")?.dataset.place), { signal });
  sheet().querySelector("input").addEventListener("change", event => localStorage.setItem(storage, event.target.checked ? "on" : "off"), { signal });
}

export function stop() {
  listening?.abort();
}

function found() {
  const links = [...document.querySelectorAll("[data-palette] a[href]")].map(element => ({ element, group: element.closest("[data-palette]").dataset.palette }));
  const commands = [...document.querySelectorAll("[data-command]:not(:disabled)")].map(element => ({ element, group: "Action" }));
  return [...links, ...commands].map(({ element, group }) => ({ element, group, name: nameOf(element), keys: element.dataset.keys ?? "" }));
}

function onClick({ target }) {
  const opener = target.closest("[data-opens]");
  if (opener?.dataset.opens === "palette") openPalette();
  else if (opener) openSheet();
  else if (target === palette()) palette().close();
}

function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(takesKeys)) return;
  if (event.key === "?") {
    event.preventDefault();
    openSheet();
    return;
  }
  if (!isOn() || event.key.length !== 1) return;
  pressed = performance.now() - pressedAt < sequencePatience ? `${pressed} ${event.key}`.trim() : event.key;
  pressedAt = performance.now();
  const keyed = [...document.querySelectorAll("[data-keys]:not(:disabled)")];
  const hit = keyed.find(element => element.dataset.keys === pressed) ?? keyed.find(element => element.dataset.keys === event.key);
  if (hit) {
    event.preventDefault();
    pressed = "";
    hit.click();
  } else if (!keyed.some(element => element.dataset.keys.startsWith(`${pressed} `))) {
    pressed = event.key;
  }
}

function openPalette() {
  if (palette().open) return;
  entries = found();
  palette().querySelector("input").value = "";
  palette().showModal();
  fill();
}

function fill() {
  const input = palette().querySelector("input");
  const matches = matching(entries, input.value);
  chosen = 0;
  palette().querySelector("ul").replaceChildren(...matches.map((entry, place) => row(entry, place)));
  palette().querySelector(".palette-none").textContent = matches.length === 0 ? "No matches on this page." : "";
  choose(0);
}

function row(entry, place) {
  const item = document.createElement("li");
  item.id = `palette-${place}`;
  item.setAttribute("role", "option");
  item.dataset.place = entries.indexOf(entry);
  const name = document.createElement("span");
  name.textContent = entry.name;
  const group = document.createElement("small");
  group.textContent = entry.group;
  item.append(name, group);
  for (const key of entry.keys.split(" ").filter(Boolean)) {
    const mark = document.createElement("kbd");
    mark.textContent = key;
    item.append(mark);
  }
  return item;
}

function choose(place) {
  const items = [...palette().querySelectorAll("[role=option]")];
  chosen = items.length === 0 ? 0 : (place + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
  items[chosen]?.scrollIntoView({ block: "nearest" });
  const input = palette().querySelector("input");
  if (items[chosen]) input.setAttribute("aria-activedescendant", items[chosen].id);
  else input.removeAttribute("aria-activedescendant");
}

function onPaletteKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    choose(chosen + steps[event.key]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    run(palette().querySelector("[aria-selected=true]")?.dataset.place);
  }
}

function run(place) {
  if (place == null) return;
  palette().close();
  entries[place].element.click();
}

function openSheet() {
  const rows = [["Ctrl K", "Go to a view, an action or a page"], ["?", "This list"],
    ...[...document.querySelectorAll("[data-keys]")].map(element => [element.dataset.keys, nameOf(element)])];
  sheet().querySelector("dl").replaceChildren(...rows.map(([keys, words]) => {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    term.append(...keys.split(" ").flatMap(key => {
      const mark = document.createElement("kbd");
      mark.textContent = key;
      return [mark, " "];
    }));
    const meaning = document.createElement("dd");
    meaning.textContent = words;
    line.append(term, meaning);
    return line;
  }));
  sheet().querySelector("input").checked = isOn();
  sheet().showModal();
}
