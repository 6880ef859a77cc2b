// The table of action items: rows are added and removed here; what stands in them is read and written as data.

const fields = ["what", "owner", "dueOn", "kind", "priority"];

export class ActionItems {
  #rows;
  #template;

  constructor(section, onChange) {
    this.#rows = section.querySelector("[data-rows]");
    this.#template = section.querySelector("template");
    section.querySelector("[data-add]").onclick = () => {
      this.#add({});
      this.#rows.lastElementChild.querySelector("[data-field]").focus();
      onChange();
    };
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
    return [...this.#rows.children].map(row => Object.fromEntries(fields.map(name => [name, field(row, name).value]).filter(([name, value]) =>
      // A date or a choice that is not made is no empty text.
      value || name === "what" || name === "owner")));
  }

  write(items) {
    this.#rows.replaceChildren();
    items.forEach(item => this.#add(item));
  }

  #add(item) {
    const row = this.#template.content.cloneNode(true).firstElementChild;
    for (const name of fields) field(row, name).value = item[name] ?? "";
    this.#rows.append(row);
  }
}

function field(row, name) { return row.querySelector(`[data-field="${name}"]`); }
