import { DraftStore, forgetDrafts } from "./draft-store.js";

// Text typed into a working page is stored in this browser until the portal has it: a lost circuit, an expired sign-in or a restarting portal
// would lose it. A page starts this for its fields with data-draft-field, which state their stored value as data-from.
const keepAfter = 300;
const open = [];
const keptFor = 30 * 24 * 3_600_000;

const stored = control => (control.dataset.from ?? "").replace(/\r\n?/g, "\n");
const tell = control => ["input", "change"].forEach(kind => control.dispatchEvent(new Event(kind, { bubbles: true })));

/** A field's name in the draft, its current value, and its stored value; radio buttons count as one. */
function fieldsOf(form) {
  const fields = new Map();
  for (const control of form.querySelectorAll("[data-draft-field]")) {
    const name = control.dataset.draftField;
    if (control.type === "radio") {
      const group = fields.get(name) ?? { now: "", from: stored(control), write: value => form.querySelectorAll(`[name="${CSS.escape(control.name)}"]`).forEach(one => {
        one.checked = one.value === value;
        if (one.checked) tell(one);
      }), base: value => form.querySelectorAll(`[name="${CSS.escape(control.name)}"]`).forEach(one => { one.dataset.from = value; }) };
      if (control.checked) group.now = control.value;
      fields.set(name, group);
    } else {
      fields.set(name, { now: control.value, from: stored(control), write: value => { control.value = value; tell(control); }, base: value => { control.dataset.from = value; } });
    }
  }
  return fields;
}

class KeptForm {
  #form;
  #discarded;
  #apart;
  #gone = new AbortController();
  #store;
  #left = [];
  #note;
  #unkept = false;
  #timer;

  /**
   * @param form The element around the fields. @param discarded Resets the page.
   * @param apart Called when a restored text is based on another stored value than the field's; null if the page does not ask.
   */
  constructor(form, store, discarded, apart) {
    [this.#form, this.#store, this.#discarded, this.#apart] = [form, store, discarded, apart];
    open.push(this);
    const { signal } = this.#gone;
    const changed = () => {
      this.#unkept = true;
      this.#form.dataset.kept = "false";
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keep(), keepAfter);
    };
    this.#form.addEventListener("input", changed, { signal });
    this.#form.addEventListener("change", changed, { signal });
    addEventListener("pagehide", () => this.#unkept && this.#stash(), { signal });
    this.#form.dataset.kept = "true";
    // A save changes the stored values, and the draft is done with.
    const saves = new MutationObserver(() => this.#keep());
    saves.observe(form, { subtree: true, attributes: true, attributeFilter: ["data-from"] });
    signal.addEventListener("abort", () => saves.disconnect());
    // What was typed without a connection has not reached the portal.
    document.addEventListener("components-reconnect-state-changed", event => event.detail.state === "hide" && this.#sendAgain(), { capture: true, signal });
  }

  /** Stops storing, including text that was typed just before leaving the page. */
  letGo() {
    this.#gone.abort();
    clearTimeout(this.#timer);
  }

  /** Ends the watch of the fields; the draft stays, unless the portal has taken it. */
  async end(taken) {
    if (taken) await this.#forget();
    else if (this.#unkept) await this.#keep();
    this.letGo();
    this.#store.close();
    open.splice(open.indexOf(this), 1);
  }

  /** Stores the fields as they are. */
  keepNow() { return this.#keep(); }

  async restore() {
    this.#left = (await this.#store.leftBehind()).reverse();
    await this.#unstash();
    const [newest] = this.#left;
    if (!newest) return;
    const apart = [];
    for (const draft of this.#left) apart.push(...await this.#put(draft));
    const restored = this.#changes().length > 0;
    if (restored || apart.length) this.#tell(newest.at, restored, apart);
    // Texts that could not be restored stay in the store until the person discards them.
    if (apart.length) this.#store.moveOn();
    await this.#keep();
    // The texts are now in this page's own draft, or in the portal.
    if (apart.length === 0 && this.#form.dataset.kept === "true") await this.#forgetLeft();
  }

  get #place() { return `kept:${this.#store.key}`; }

  /** Notes the last characters of a page that is being left: the browser's database would not finish in time. */
  #stash() {
    sessionStorage.setItem(this.#place, JSON.stringify({ form: true, at: Date.now(), fields: Object.fromEntries(this.#changes()) }));
  }

  async #unstash() {
    const draft = JSON.parse(sessionStorage.getItem(this.#place));
    if (!draft) return;
    this.#left = [{ ...draft, key: this.#store.key }, ...this.#left.filter(one => one.key !== this.#store.key)];
    const isEmpty = Object.keys(draft.fields).length === 0;
    if (await (isEmpty ? this.#store.forget() : this.#store.keep(draft)) ?? true) sessionStorage.removeItem(this.#place);
  }

  /** Restores a draft; returns the texts whose field has changed in the meantime. */
  async #put(draft) {
    const fields = fieldsOf(this.#form);
    const apart = [];
    for (const [name, { value, from }] of Object.entries(draft.fields)) {
      const field = fields.get(name);
      // An older draft has the same text.
      if (field?.now === value) continue;
      const isUntouched = field && field.now === field.from;
      if (isUntouched && (field.from === from || field.from === "")) {
        field.write(value);
      } else if (isUntouched && this.#apart) {
        await this.#apart(name, from);
        field.base(from);
        field.write(value);
      } else if (value !== "") {
        apart.push(value);
      }
    }
    return apart;
  }

  #changes() {
    return [...fieldsOf(this.#form)].map(([name, field]) => [name, { value: field.now, from: field.from }])
      .filter(([, { value, from }]) => value !== from);
  }

  async #keep() {
    clearTimeout(this.#timer);
    this.#unkept = false;
    if (this.#gone.signal.aborted) return;
    const changes = this.#changes();
    const kept = changes.length ? await this.#store.keep({ form: true, fields: Object.fromEntries(changes) }) : await this.#store.forget() ?? true;
    this.#form.dataset.kept = kept;
    if (changes.length === 0 && !this.#note?.querySelector("pre")) this.#note?.remove();
  }

  #sendAgain() {
    for (const field of fieldsOf(this.#form).values()) if (field.now !== field.from) field.write(field.now);
  }

  async #forgetLeft() {
    for (const { key } of this.#left.splice(0)) if (key !== this.#store.key) await this.#store.forget(key);
  }

  async #forget() {
    clearTimeout(this.#timer);
    this.#unkept = false;
    await this.#forgetLeft();
    await this.#store.forget();
  }

  #tell(at, restored, apart) {
    const when = new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
    this.#say(restored ? `Restored your unsaved text from ${when}. ` : `Unsaved text from ${when} was not restored, because this field has changed since: `);
    if (apart.length) {
      const texts = document.createElement("pre");
      texts.textContent = apart.join("\n\n");
      texts.tabIndex = 0;
      this.#note.append(texts);
    }
    const discard = document.createElement("button");
    Object.assign(discard, { type: "button", className: "link-button", textContent: "Discard" });
    discard.dataset.testid = "discard-draft";
    discard.onclick = () => this.#discard();
    this.#note.append(discard);
  }

  async #discard() {
    for (const field of fieldsOf(this.#form).values()) field.write(field.from);
    await this.#forget();
    this.#note.remove();
    await this.#discarded();
    this.#form.querySelector("textarea, input:not([type=hidden])")?.focus();
  }

  #say(words) {
    this.#note?.remove();
    this.#note = document.createElement("div");
    this.#note.className = "kept-note";
    this.#note.setAttribute("role", "status");
    this.#note.dataset.testid = "kept-note";
    this.#form.prepend(this.#note);
    // Filled in after it is inserted, so that screen readers announce it.
    this.#note.append(words);
  }
}

/** Stores drafts of a working page's fields in the element, and restores drafts of earlier pages; discarded() resets the page, apart() see KeptForm. */
export async function keepFields(element, person, of, discarded, apart = null) {
  await forgetOld();
  const kept = new KeptForm(element, storeOf(person, of), discarded, apart);
  await kept.restore();
  element.dataset.draftsReady = "true";
  return kept;
}

const storeOf = (person, of) => new DraftStore(person, `form:${location.pathname}#${of}`);
const forgetOld = () => forgetDrafts(draft => draft.form && draft.at < Date.now() - keptFor);

/** Deletes all drafts on sign-out, so that the next user of this computer does not see them. */
export async function signOut(form) {
  open.forEach(kept => kept.letGo());
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("kept:") || key.startsWith("answer:")) sessionStorage.removeItem(key);
  await forgetDrafts((draft, key) => draft.form && key.startsWith(`${form.dataset.signsOut}|`));
  // A circuit may have re-rendered the page in the meantime, and a detached form cannot be submitted.
  if (!form.isConnected) document.body.append(form);
  // The circuit would notice that access has ended, and navigate elsewhere than signing out does.
  globalThis.Blazor?.disconnect?.();
  form.submit();
}
