// Edit conflicts. A bar reports the conflict without moving the keyboard focus; the user opens the dialog and chooses part by part. Nothing is chosen
// automatically.

/** The bar and the dialog of Components/Shared/TwoTexts.razor. */
export class TwoTexts {
  #bar = document.getElementById("conflict-bar");
  #dialog = document.getElementById("conflict");
  #parts = this.#dialog.querySelector("[data-parts]");
  #template = this.#parts.querySelector("template");
  #options;
  #question = null;
  #typedIn;

  /**
   * - home: the element with the fields; the focus returns to the field last typed in
   * - merge(origin, mine, theirs): see autosave/merge.js
   * - parts(content) => [{ id, title, text, shown?, value, lines? }]; compose({ id: value }) => content
   * - words(question, ids): the text of the bar; ids are the parts in dispute
   * - more: additional text in the dialog
   * - settle(question, content, { mine, droppedMine, droppedTheirs }): called with the user's choice
   */
  constructor(options) {
    this.#options = options;
    options.home.addEventListener("focusin", event => {
      if (event.target.matches("textarea, input") && !this.#dialog.contains(event.target)) this.#typedIn = event.target;
    });
    const compare = this.#bar.querySelector("[data-compare]");
    compare.onclick = () => this.#compare();
    // The bar is far from the field in the tab order.
    addEventListener("keydown", event => {
      if (event.key !== "F8" || !this.#bar.isConnected || this.#bar.hidden || this.#dialog.open) return;
      event.preventDefault();
      compare.focus();
    });
    this.#bar.querySelector("[data-both]").onclick = () => {
      const { page, both } = this.#merged();
      this.#settle(both, { mine: page, droppedMine: false, droppedTheirs: false });
    };
  }

  /** Shows a question of Autosave; null hides the bar. */
  ask(question) {
    this.#question = question;
    this.#bar.hidden = !question;
    // The dialog showed an outdated question.
    this.#dialog.close();
    if (!question) return;
    const { overlapping, joinable } = this.#merged();
    this.#bar.querySelector("[data-both]").hidden = !joinable;
    // Filled in after it is inserted, so that screen readers announce it.
    this.#bar.querySelector("[data-said]").textContent = this.#options.words(question, overlapping);
  }

  /** The text on the page, and how it can be merged with the other one. */
  #merged() {
    const page = this.#question.mine();
    return { ...this.#options.merge(this.#question.origin, page, this.#question.theirs), page };
  }

  #settle(content, dropped) {
    this.#typedIn?.focus();
    this.#options.settle(this.#question, content, dropped);
  }

  #compare() {
    const { parts, compose, more } = this.#options;
    const { left, by, theirs } = this.#question;
    const { page, ...merged } = this.#merged();
    // Compared with the saved text, only the disputed places are shown; a draft of an earlier page is shown as a whole.
    const texts = left === "offer" ? { mine: page, theirs, both: merged.both } : merged;
    const sides = Object.fromEntries(["mine", "theirs", "both"].map(side => [side, new Map(parts(texts[side]).map(part => [part.id, part]))]));
    const ids = [...new Set([...sides.mine.keys(), ...sides.theirs.keys()])];
    const differing = ids.filter(id => (sides.mine.get(id)?.text ?? "") !== (sides.theirs.get(id)?.text ?? ""));
    const heading = left === "offer" ? "Kept in this browser" : by ? `Saved by ${by}` : "Saved";
    this.#dialog.querySelector("[data-intro]").textContent = `${this.#bar.querySelector("[data-said]").textContent} ${more}`;
    this.#parts.replaceChildren(this.#template, ...differing.map(id => this.#part(sides.mine.get(id), sides.theirs.get(id), heading)));
    const picks = () => new Map([...this.#parts.querySelectorAll(":checked")].map(radio => [radio.closest("[data-part]").dataset.part, radio.value]));
    const go = this.#dialog.querySelector("[data-continue]");
    go.disabled = differing.length > 0;
    this.#parts.onchange = () => { go.disabled = picks().size < differing.length; };
    go.onclick = () => {
      const picked = picks();
      const values = Object.fromEntries(ids.map(id => [id, sides[picked.get(id) ?? "theirs"].get(id)?.value]));
      const used = [...picked.values()];
      this.#dialog.close();
      this.#settle(compose(values), { mine: page, droppedMine: used.includes("theirs"), droppedTheirs: used.includes("mine") });
    };
    this.#dialog.showModal();
  }

  #part(mine, theirs, heading) {
    const part = this.#template.content.cloneNode(true).firstElementChild;
    const { id, title } = mine ?? theirs;
    part.dataset.part = id;
    part.querySelector("legend").textContent = title;
    part.querySelector("[data-heading]").textContent = heading;
    const [ours, others] = part.querySelectorAll("pre");
    others.setAttribute("aria-label", heading);
    [ours.textContent, others.textContent] = [mine, theirs].map(one => (one?.shown ?? one?.text) || "(empty)");
    part.querySelectorAll("input").forEach(radio => { radio.name = `conflict-${id}`; });
    if (!mine?.lines || !theirs?.lines) part.querySelector("[data-joined]").remove();
    return part;
  }
}

/** The time of a draft or save for the bar's text; empty when unknown. */
export function clock(moment) { return moment ? ` at ${new Date(moment).toLocaleTimeString("en-GB", { timeStyle: "short" })}` : ""; }
