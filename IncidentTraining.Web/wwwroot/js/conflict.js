// Two texts were written at the same time. A bar says so and leaves the keyboard where the person is typing; only they open the
// dialog, where they choose part by part. Nothing is chosen for them.

/** The bar and the dialog of Components/Shared/TwoTexts.razor. */
export class TwoTexts {
  #bar = document.getElementById("conflict-bar");
  #dialog = document.getElementById("conflict");
  #options;
  #question = null;
  #typedIn;

  /**
   * - home: the element with the fields; the keyboard returns to the field last typed in
   * - merge(origin, mine, theirs): see autosave/merge.js
   * - parts(content) => [{ id, title, text, shown?, value, lines? }]; compose({ id: value }) => content
   * - words(question, ids): what the bar says; ids are the parts in dispute
   * - more: what the dialog says besides
   * - settle(question, content, { mine, droppedMine, droppedTheirs }): the person's choice
   */
  constructor(options) {
    this.#options = options;
    options.home.addEventListener("focusin", event => { if (event.target.matches("textarea, input")) this.#typedIn = event.target; });
    const compare = this.#bar.querySelector("[data-compare]");
    compare.onclick = () => this.#compare();
    // The bar is far from the field for those who walk by Tab.
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

  /** Shows what there is to choose, a question as Autosave asks it; null when there is nothing any more. */
  ask(question) {
    this.#question = question;
    this.#bar.hidden = !question;
    // What it showed is not what is asked any more.
    this.#dialog.close();
    if (!question) return;
    const { overlapping, joinable } = this.#merged();
    this.#bar.querySelector("[data-both]").hidden = !joinable;
    // Filled after it is there: that is what a screen reader announces.
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
    // Against the saved text only the disputed places are asked about; a text from an earlier page is shown as it is.
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
  if (mine?.lines && theirs?.lines) set.append(option(id, "both", "Keep the lines of both", onPick));
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

/** When something was kept or saved, for the bar's sentence; empty where it is not known. */
export function clock(moment) { return moment ? ` at ${new Date(moment).toLocaleTimeString("en-GB", { timeStyle: "short" })}` : ""; }
