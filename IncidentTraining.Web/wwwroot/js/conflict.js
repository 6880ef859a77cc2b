// Edit conflicts. A bar reports the conflict without moving the keyboard focus; the user opens the dialog and chooses part by part. Nothing is chosen
// automatically.

/** The bar and the dialog of Components/Shared/TwoTexts.razor. */
export class TwoTexts {
  #bar = document.getElementById("conflict-bar");
  #dialog = document.getElementById("conflict");
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
    options.home.addEventListener("focusin", event => { if (event.target.matches("textarea, input")) this.#typedIn = event.target; });
    const compare = this.#bar.querySelector("[data-compare]");
    compare.onclick = () => this.#compare();
    // The bar is far from the field in the tab order.
    addEventListener("keydown", event => {
      if (event.key !== "F8" || !this.#bar.isConnected || this.#bar.hidden || this.#dialog.open) return;
      event.preventDefault();
      compare.focus();
    });
    this.#bar.querySelector("[data-both]").onclick = () => {
      const { mine, both } = this.#merged();
      this.#settle(both, { mine, droppedMine: false, droppedTheirs: false });
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

  #merged() {
    const { origin, mine, theirs } = this.#question;
    return { ...this.#options.merge(origin, mine(), theirs), mine: mine() };
  }

  async #settle(content, dropped) {
    const question = this.#question;
    this.#typedIn?.focus();
    await this.#options.settle(question, content, dropped);
  }

  async #compare() {
    const question = this.#question;
    const mine = question.mine();
    const merged = this.#options.merge(question.origin, mine, question.theirs);
    // Compared with the saved text, only the disputed places are shown; a draft of an earlier page is shown as a whole.
    const sides = question.left === "offer" ? { mine, theirs: question.theirs, both: merged.both } : merged;
    const intro = `${this.#bar.querySelector("[data-said]").textContent} ${this.#options.more}`;
    const heads = question.left === "offer" ? { theirs: "Kept in this browser" } : { theirs: question.by ? `Saved by ${question.by}` : "Saved" };
    const chosen = await choose(this.#dialog, { ...sides, intro, heads }, this.#options.parts, this.#options.compose);
    if (chosen && this.#question === question) await this.#settle(chosen.content, { mine, ...chosen });
  }
}

function choose(dialog, { mine, theirs, both, intro, heads }, parts, compose) {
  const [ours, others, joined] = [mine, theirs, both].map(content => new Map(parts(content).map(part => [part.id, part])));
  const ids = [...new Set([...ours.keys(), ...others.keys()])];
  const differing = ids.filter(id => (ours.get(id)?.text ?? "") !== (others.get(id)?.text ?? ""));
  const picks = new Map();

  dialog.querySelector("[data-intro]").textContent = intro;
  const go = dialog.querySelector("[data-continue]");
  go.disabled = differing.length > 0;
  dialog.querySelector("[data-parts]").replaceChildren(...differing.map(id => group(ours.get(id), others.get(id), heads, pick => {
    picks.set(id, pick);
    go.disabled = picks.size < differing.length;
  })));

  return new Promise(resolve => {
    const finish = result => {
      go.onclick = dialog.onclose = null;
      resolve(result);
    };
    dialog.onclose = () => finish(null);
    go.onclick = () => {
      const from = { mine: ours, theirs: others, both: joined };
      const values = Object.fromEntries(ids.map(id => [id, from[picks.get(id) ?? "theirs"].get(id)?.value]));
      const picked = [...picks.values()];
      finish({ content: compose(values), droppedMine: picked.includes("theirs"), droppedTheirs: picked.includes("mine") });
      dialog.close();
    };
    dialog.showModal();
  });
}

function group(mine, theirs, heads, onPick) {
  const { id, title } = mine ?? theirs;
  const set = document.createElement("fieldset");
  set.dataset.part = id;
  const legend = document.createElement("legend");
  legend.textContent = title;
  const sides = document.createElement("div");
  sides.className = "conflict-sides";
  sides.append(side(id, "mine", "On this page", mine, onPick), side(id, "theirs", heads.theirs, theirs, onPick));
  set.append(legend, sides);
  if (mine?.lines && theirs?.lines) set.append(option(id, "both", "Keep both", onPick));
  return set;
}

function side(id, pick, heading, part, onPick) {
  const box = document.createElement("div");
  const shown = document.createElement("pre");
  shown.textContent = (part?.shown ?? part?.text) || "(empty)";
  shown.tabIndex = 0;
  shown.setAttribute("aria-label", heading);
  box.append(option(id, pick, `${heading}: keep this`, onPick), shown);
  return box;
}

function option(id, pick, words, onPick) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  radio.type = "radio";
  radio.name = `conflict-${id}`;
  radio.value = pick;
  radio.onchange = () => onPick(pick);
  label.append(radio, ` ${words}`);
  return label;
}

/** The time of a draft or save for the bar's text; empty when unknown. */
export function clock(moment) { return moment ? ` at ${new Date(moment).toLocaleTimeString("en-GB", { timeStyle: "short" })}` : ""; }
