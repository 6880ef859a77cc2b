// The table of action items: adds and removes rows, and reads and writes their contents as data.

const fields = ["what", "owner", "dueOn", "kind", "priority", "ticket", "done"];

export class ActionItems {
  #rows;
  #template;
  #moved;
  #onChange;

  constructor(section, onChange) {
    this.#rows = section.querySelector("[data-rows]");
    this.#template = section.querySelector("template");
    this.#moved = section.querySelector("[data-moved]");
    this.#onChange = onChange;
    section.querySelector("[data-add]").onclick = () => {
      this.#add({});
      this.#rows.lastElementChild.querySelector("[data-field]").focus();
      onChange();
    };
    this.#watchMoves();
    this.#rows.addEventListener("click", event => {
      const button = event.target.closest("[data-remove]");
      if (!button) return;
      const row = button.closest("[data-row]");
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (next?.querySelector("[data-field]") ?? section.querySelector("[data-add]")).focus();
      onChange();
    });
  }

  read() {
    return [...this.#rows.children].map(row => Object.fromEntries(fields.map(name => [name, valueOf(field(row, name))]).filter(([name, value]) =>
      // A missing date or choice is null, not an empty text.
      value || name === "what" || name === "owner")));
  }

  write(items) {
    // Another writer's text has arrived and these items have not changed: keep an open list and the caret as they are.
    if (sameAs(items) === sameAs(this.read())) return;
    const before = this.read().map(item => JSON.stringify(item));
    const typing = this.#typing();
    this.#rows.replaceChildren();
    items.forEach(item => this.#add(item));
    if (!typing) return;
    // Another writer's items were merged: the caret stays in its item.
    const after = this.read().map(item => JSON.stringify(item));
    const index = after.indexOf(before[typing.index]);
    const row = this.#rows.children[index < 0 ? typing.index : index];
    const target = row && field(row, typing.name);
    target?.focus();
    if (typing.caret !== null) target?.setSelectionRange(typing.caret, typing.caret);
  }

  #typing() {
    const active = document.activeElement;
    const row = active?.closest?.("[data-row]");
    if (!row || !this.#rows.contains(row) || !active.dataset.field) return null;
    return { index: [...this.#rows.children].indexOf(row), name: active.dataset.field, caret: active.matches("textarea, input:not([type=date])") ? active.selectionStart : null };
  }

  #watchMoves() {
    this.#rows.addEventListener("click", event => {
      const button = event.target.closest("[data-up], [data-down]");
      if (button) this.#move(button.closest("[data-row]"), "up" in button.dataset ? -1 : 1, button);
    });
    this.#rows.addEventListener("keydown", event => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.#move(event.target.closest("[data-row]"), step, event.target);
    });
    let dragged;
    this.#rows.addEventListener("dragstart", event => {
      dragged = event.target.closest("[data-drag]")?.closest("[data-row]");
      if (!dragged) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(dragged, 0, 0);
      dragged.dataset.dragged = "true";
    });
    this.#rows.addEventListener("dragover", event => {
      const over = event.target.closest("[data-row]");
      if (!dragged || !over) return;
      event.preventDefault();
      if (over === dragged) return;
      const box = over.getBoundingClientRect();
      over[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
    });
    this.#rows.addEventListener("drop", event => dragged && event.preventDefault());
    this.#rows.addEventListener("dragend", () => {
      if (!dragged) return;
      delete dragged.dataset.dragged;
      this.#told(dragged);
      dragged = undefined;
    });
  }

  #move(row, step, focused) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    other[step < 0 ? "before" : "after"](row);
    focused.focus();
    this.#told(row);
  }

  #told(row) {
    const rows = [...this.#rows.children];
    this.#moved.textContent = `Item ${rows.indexOf(row) + 1} of ${rows.length}`;
    this.#onChange();
  }

  #add(item) {
    const row = this.#template.content.cloneNode(true).firstElementChild;
    for (const name of fields) put(field(row, name), item[name]);
    this.#rows.append(row);
  }
}

function sameAs(items) { return JSON.stringify(items.map(item => fields.map(name => item[name] || ""))); }

function valueOf(input) { return input.type === "checkbox" ? input.checked : input.value; }

function put(input, value) {
  if (input.type === "checkbox") input.checked = Boolean(value);
  else input.value = value ?? "";
}

function field(row, name) { return row.querySelector(`[data-field="${name}"]`); }
