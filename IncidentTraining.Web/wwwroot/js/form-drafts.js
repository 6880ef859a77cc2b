import { DraftStore, forgetDrafts } from "./draft-store.js";

// Text typed into a working page is stored in this browser until the portal has it; otherwise it would be lost with a lost circuit, an
// expired sign-in or a portal restart. A page starts this for its fields with data-draft-field, which have their stored value in
// data-from.
const keepAfter = 300;
const keptFor = 30 * 24 * 3_600_000;
const open = new Map();

/** The fields by their name in the draft, with current and stored value; radio buttons with the same name are one field. */
function fieldsOf(form) {
  const fields = new Map();
  for (const control of form.querySelectorAll("[data-draft-field]")) {
    const name = control.dataset.draftField;
    const isRadio = control.type === "radio";
    const field = isRadio && fields.get(name) || { controls: [], now: "", from: (control.dataset.from ?? "").replace(/\r\n?/g, "\n") };
    field.controls.push(control);
    if (!isRadio || control.checked) field.now = control.value;
    fields.set(name, field);
  }
  return fields;
}

function write({ controls }, value) {
  for (const control of controls) {
    if (control.type === "radio") control.checked = control.value === value;
    else control.value = value;
    if (control.checked || control.type !== "radio") for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}

class KeptForm {
  #form;
  #page;
  #takesApart;
  #gone = new AbortController();
  #store;
  #left = [];
  #note;
  #unkept = false;
  #timer;

  constructor(form, store, page, takesApart) {
    [this.#form, this.#store, this.#page, this.#takesApart] = [form, store, page, takesApart];
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
    // A save has changed the stored values, so the draft is no longer needed.
    const saves = new MutationObserver(() => this.#keep());
    saves.observe(form, { subtree: true, attributes: true, attributeFilter: ["data-from"] });
    signal.addEventListener("abort", () => saves.disconnect());
    // What was typed without a connection has not reached the portal.
    document.addEventListener("components-reconnect-state-changed", event => event.detail.state === "hide" && this.#sendAgain(), { capture: true, signal });
    /** Resolves once the drafts of earlier pages are in the fields. */
    this.ready = this.#restore();
  }

  /** Stops storing, after storing text that was typed just before leaving the page. */
  letGo() {
    this.#gone.abort();
    clearTimeout(this.#timer);
  }

  /** Stops watching the fields; the draft is kept, unless the portal has stored its text. */
  async end(taken) {
    await this.ready;
    if (taken) await this.#forget();
    else if (this.#unkept) await this.#keep();
    this.letGo();
    this.#store.close();
  }

  /** Stores the current contents of the fields. */
  async keepNow() {
    await this.ready;
    await this.#keep();
  }

  async #restore() {
    await forgetDrafts(draft => draft.form && draft.at < Date.now() - keptFor);
    this.#left = (await this.#store.leftBehind()).reverse();
    await this.#unstash();
    const [newest] = this.#left;
    if (newest) await this.#fill(newest.at);
    this.#form.dataset.draftsReady = "true";
  }

  async #fill(at) {
    const apart = [];
    for (const draft of this.#left) apart.push(...await this.#put(draft));
    const restored = this.#changes().length > 0;
    if (restored || apart.length) this.#tell(at, restored, apart);
    // Texts that could not be restored stay in the store until the person discards them.
    if (apart.length) this.#store.moveOn();
    await this.#keep();
    // The texts are now in this page's own draft, or in the portal.
    if (apart.length === 0 && this.#form.dataset.kept === "true") await this.#forgetLeft();
  }

  get #place() { return `kept:${this.#store.key}`; }

  /** When a page is being left, stores the last text in session storage: the browser's database would not finish in time. */
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
        write(field, value);
      } else if (isUntouched && this.#takesApart) {
        await this.#page.invokeMethodAsync("ApartAsync", name, from);
        for (const control of field.controls) control.dataset.from = from;
        write(field, value);
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
    for (const field of fieldsOf(this.#form).values()) if (field.now !== field.from) write(field, field.now);
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
    this.#note?.remove();
    this.#note = document.createElement("div");
    this.#note.className = "kept-note";
    this.#note.setAttribute("role", "status");
    this.#note.dataset.testid = "kept-note";
    this.#form.prepend(this.#note);
    // Filled in after it is inserted, so that screen readers announce it.
    this.#note.innerHTML = '<span></span><pre tabindex="0"></pre><button type="button" class="link-button" data-testid="discard-draft">Discard</button>';
    const [words, texts, discard] = this.#note.children;
    words.textContent = restored
      ? `Restored your unsaved text from ${when}. `
      : `Unsaved text from ${when} was not restored, because this field has changed since: `;
    texts.textContent = apart.join("\n\n");
    if (apart.length === 0) texts.remove();
    discard.onclick = () => this.#discard();
  }

  async #discard() {
    for (const field of fieldsOf(this.#form).values()) write(field, field.from);
    await this.#forget();
    this.#note.remove();
    await this.#page.invokeMethodAsync("DiscardAsync");
    this.#form.querySelector("textarea, input:not([type=hidden])")?.focus();
  }
}

/**
 * Stores drafts of the fields in an element, and restores those of earlier pages; a circuit that came back begins again for the same ones.
 * @param page The component FieldDrafts. @param takesApart Whether it asks about a text that comes back to a field with another stored value.
 */
export async function keep(element, person, of, page, takesApart) {
  await end(of, false);
  const form = new KeptForm(element, new DraftStore(person, `form:${location.pathname}#${of}`), page, takesApart);
  open.set(of, form);
  await form.ready;
}

/** Stops; the draft is kept unless the portal has stored its text. */
export async function end(of, taken) {
  const form = open.get(of);
  open.delete(of);
  await form?.end(taken);
}

/** Stores the fields as they are now; changes made by the portal raise no event. */
export const keepNow = of => open.get(of)?.keepNow();

/** Deletes all drafts on sign-out, so that the next user of this computer does not see them. */
export async function signOut(form) {
  open.forEach(one => one.letGo());
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("kept:") || key.startsWith("answer:")) sessionStorage.removeItem(key);
  await forgetDrafts((draft, key) => draft.form && key.startsWith(`${form.dataset.signsOut}|`));
  // A circuit may have re-rendered the page in the meantime, and a detached form cannot be submitted.
  if (!form.isConnected) document.body.append(form);
  // The circuit would notice that access has ended, and navigate to a different page than signing out does.
  globalThis.Blazor?.disconnect?.();
  form.submit();
}
