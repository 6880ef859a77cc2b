// The layout of the workspace: the widths of the side panes and which panes are collapsed. The browser stores it.
const storage = "lab-layout";
const roomForShop = 360;
const step = 16;
/** In CSS pixels. At a window width of 1440, the usual sizes leave more than 60 % for the shop. */
export const sizes = { left: { least: 150, usual: 218, most: 420 }, right: { least: 240, usual: 312, most: 640 } };

/** The width that a pane gets: the requested width, within its limits and without taking the space that the shop needs. */
export function bounded(side, asked, frame, other) {
  const { least, usual, most } = sizes[side];
  const limit = Math.max(least, Math.min(most, frame - other - roomForShop));
  return Math.round(Math.min(limit, Math.max(least, asked ?? usual)));
}

let layout = {};
let listening;

export function start() {
  try {
    layout = JSON.parse(localStorage.getItem(storage)) ?? {};
  } catch {
    layout = {};
  }
  listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("click", onClick, { signal });
  document.addEventListener("pointerdown", onPress, { signal });
  document.addEventListener("keydown", onKey, { signal });
  window.addEventListener("resize", apply, { signal });
  apply();
}

export function stop() {
  listening?.abort();
}

const frame = () => document.querySelector(".workspace");
const otherOf = side => side === "left" ? "right" : "left";
const width = side => bounded(side, layout[side], innerWidth, layout[otherOf(side)] ?? sizes[otherOf(side)].usual);

function apply() {
  const workspace = frame();
  if (!workspace) return;
  for (const grip of workspace.querySelectorAll("[data-size]")) {
    const side = grip.dataset.size;
    workspace.style.setProperty(`--${side}-pane`, `${width(side)}px`);
    grip.setAttribute("aria-valuenow", width(side));
    grip.setAttribute("aria-valuemin", sizes[side].least);
    grip.setAttribute("aria-valuemax", sizes[side].most);
  }
  for (const button of workspace.querySelectorAll("[data-fold]")) {
    const pane = button.dataset.fold;
    workspace.dataset[pane] = layout[pane] ? "folded" : "open";
    button.setAttribute("aria-expanded", String(!layout[pane]));
  }
}

function change(changes) {
  layout = { ...layout, ...changes };
  localStorage.setItem(storage, JSON.stringify(layout));
  apply();
}

function onClick({ target }) {
  const fold = target.closest("[data-fold]");
  const skip = target.closest("[data-skip]");
  if (fold) change({ [fold.dataset.fold]: !layout[fold.dataset.fold] });
  else if (skip) go(document.getElementById(skip.dataset.skip));
  else if (target.closest("[data-layout-reset]")) change({ left: undefined, right: undefined, brief: false, incident: false });
}

function go(pane) {
  const folded = pane.querySelector("[data-fold][aria-expanded=false]");
  (folded ?? pane).focus();
}

function onPress(event) {
  const grip = event.target.closest("[data-size]");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  grip.focus();
  grip.setPointerCapture(event.pointerId);
  const side = grip.dataset.size;
  const from = { at: event.clientX, width: width(side) };
  const move = moved => {
    const by = moved.clientX - from.at;
    change({ [side]: bounded(side, from.width + (side === "left" ? by : -by), innerWidth, width(otherOf(side))) });
  };
  const end = () => grip.removeEventListener("pointermove", move);
  grip.addEventListener("pointermove", move);
  for (const over of ["pointerup", "pointercancel"]) grip.addEventListener(over, end, { once: true });
}

function onKey(event) {
  const side = event.target.dataset?.size;
  if (!side) return;
  const wider = side === "left" ? "ArrowRight" : "ArrowLeft";
  const narrower = side === "left" ? "ArrowLeft" : "ArrowRight";
  const now = width(side);
  const asked = { [wider]: now + step, [narrower]: now - step, Home: sizes[side].least, End: sizes[side].most, Enter: sizes[side].usual }[event.key];
  if (asked == null) return;
  event.preventDefault();
  change({ [side]: bounded(side, asked, innerWidth, width(otherOf(side))) });
}
