// The command palette (Ctrl+K). The commands are read from the page whenever the palette is opened, so it never lists one that is not on
// the page.
import { make, nameOf, openSheet, watchKeys } from "../../js/keys/keys.js";
import { matching } from "../../js/keys/matching.js";

let listening;
let entries = [];
let chosen = 0;

const palette = () => document.querySelector("dialog.palette");

export function start() {
  listening = new AbortController();
  const { signal } = listening;
  watchKeys(signal);
  document.addEventListener("keydown", onKey, { signal });
  document.addEventListener("click", onClick, { signal });
  palette().querySelector("input").addEventListener("input", fill, { signal });
  palette().addEventListener("keydown", onPaletteKey, { signal });
  palette().querySelector("ul").addEventListener("click", event => run(event.target.closest("[role=option]")?.dataset.place), { signal });
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
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  openPalette();
}

function openPalette() {
  if (palette().open) return;
  entries = found();
  palette().querySelector("input").value = "";
  palette().showModal();
  fill();
}

function fill() {
  const matches = matching(entries, palette().querySelector("input").value);
  palette().querySelector("ul").replaceChildren(...matches.map(row));
  palette().querySelector(".palette-none").textContent = matches.length === 0 ? "No matches on this page." : "";
  choose(0);
}

function row(entry, place) {
  const keys = entry.keys.split(" ").filter(Boolean).map(key => make("kbd", key));
  const item = make("li", make("span", entry.name), make("small", entry.group), ...keys);
  item.id = `palette-${place}`;
  item.setAttribute("role", "option");
  item.dataset.place = entries.indexOf(entry);
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
