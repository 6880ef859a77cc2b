// The answers on the page, read and written as { picks, text, flagged }; picks are shown positions.

const noPick = -1;
const longLine = 36;   // characters that a select box shows on a phone

/** A question on the page. onChange is called whenever the user changes something. */
export class Question {
  #element;
  #kind;
  #flag;
  #ordered = false;   // whether the user has moved an item: the initial order is not an answer

  constructor(element, onChange) {
    this.#element = element;
    this.#kind = element.dataset.kind;
    this.number = Number(element.dataset.question);
    this.version = Number(element.dataset.version);
    this.saved = JSON.parse(element.dataset.answer);
    this.#flag = element.querySelector("[data-flag]");
    const changed = () => { this.refresh(); onChange(); };
    element.addEventListener("input", changed);
    this.#flag.addEventListener("click", () => { this.#setFlag(!this.flagged); changed(); });
    element.querySelector(".ordering")?.addEventListener("click", event => {
      const button = event.target.closest("[data-move]");
      if (button && this.#move(button)) changed();
    });
  }

  get element() { return this.#element; }

  get flagged() { return this.#flag.getAttribute("aria-pressed") === "true"; }

  /** "nothing", "partly" or "fully". */
  get answered() {
    const { picks, text } = this.read();
    if (this.#kind === "short") return text.trim() ? "fully" : "nothing";
    const made = picks.filter(pick => pick !== noPick).length;
    return made === 0 ? "nothing" : made < picks.length ? "partly" : "fully";
  }

  read() {
    return { picks: this.#picks(), text: this.#kind === "short" ? this.#text.value : "", flagged: this.flagged };
  }

  write({ picks, text, flagged }) {
    this.#setFlag(flagged);
    if (this.#kind === "short") this.#text.value = text;
    for (const input of this.#inputs) input.checked = picks.includes(Number(input.value));
    this.#selects.forEach((select, left) => { select.value = picks[left] ?? noPick; });
    if (this.#list) this.#writeOrder(picks);
    this.refresh();
  }

  /** Updates the status shown next to the question. */
  refresh() {
    const words = { nothing: "Not answered", partly: "Partly answered", fully: "Answered" };
    const badge = this.#element.querySelector("[data-answered]");
    badge.textContent = words[this.answered];
    badge.className = `badge ${{ nothing: "", partly: "warn", fully: "good" }[this.answered]}`;
    // A closed select box truncates long texts; the chosen text is shown below it in full.
    for (const select of this.#selects) {
      const chosen = select.selectedOptions[0];
      select.nextElementSibling.textContent = chosen.value !== String(noPick) && chosen.text.length > longLine ? chosen.text : "";
    }
  }

  /** An answer as text for the user. */
  inWords({ picks, text, flagged }) {
    const items = [...this.#element.querySelectorAll(".option, .ordering > li")].map(item => (item.querySelector("[data-item-text]") ?? item).textContent.trim());
    const options = this.#selects[0] ? [...this.#selects[0].options].filter(option => option.value !== String(noPick)).map(option => option.text) : items;
    const words = this.#kind === "short" ? text : picks.map(pick => options[pick] ?? "…").join("; ");
    return flagged ? `${words} (flagged)`.trim() : words;
  }

  /** Disables input; the user can still choose between two existing answers. */
  lock() {
    for (const control of this.#element.querySelectorAll("input, select, textarea, button:not([data-step], [data-keep])")) control.disabled = true;
  }

  get #text() { return this.#element.querySelector("textarea"); }
  get #inputs() { return [...this.#element.querySelectorAll(".options input")]; }
  get #selects() { return [...this.#element.querySelectorAll("select")]; }
  get #list() { return this.#element.querySelector(".ordering"); }

  #picks() {
    if (this.#list) return this.#ordered ? [...this.#list.children].map(item => Number(item.dataset.item)) : [];
    const chosen = this.#selects.map(select => Number(select.value));
    if (chosen.length > 0) return chosen.every(pick => pick === noPick) ? [] : chosen;
    return this.#inputs.filter(input => input.checked).map(input => Number(input.value));
  }

  #setFlag(flagged) {
    this.#flag.setAttribute("aria-pressed", String(flagged));
    this.#flag.querySelector("span").textContent = flagged ? "Flagged" : "Flag for later";
  }

  #writeOrder(picks) {
    const items = [...this.#list.children].sort((one, other) => one.dataset.item - other.dataset.item);
    this.#ordered = picks.length > 0;
    this.#list.append(...(this.#ordered ? picks.map(pick => items[pick]) : items));
    this.#ends();
  }

  #move(button) {
    const item = button.closest("li");
    const step = Number(button.dataset.move);
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return false;
    if (step < 0) other.before(item);
    else other.after(item);
    this.#ordered = true;
    this.#ends();
    // At either end the pressed button is disabled; the focus moves to the other one.
    (button.disabled ? item.querySelector(`[data-move="${-step}"]`) : button).focus();
    const place = [...this.#list.children].indexOf(item) + 1;
    this.#element.querySelector("[data-moved]").textContent = `${item.querySelector("[data-item-text]").textContent}: place ${place} of ${this.#list.children.length}`;
    return true;
  }

  #ends() {
    for (const item of this.#list.children) {
      item.querySelector("[data-move='-1']").disabled = !item.previousElementSibling;
      item.querySelector("[data-move='1']").disabled = !item.nextElementSibling;
    }
  }
}

/** A text that is equal for equivalent answers. */
export function canonical({ picks, text, flagged }) { return JSON.stringify([picks, text, flagged]); }
