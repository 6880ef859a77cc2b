import { DraftStore, forgetDrafts } from './draft-store.js';

// Text typed into a plain form is stored in this browser until the portal has accepted it. A lost network, an expired sign-in or a restarting portal
// would replace the form with another page, and the text would be lost.
const keepAfter = 300;
const open = [];
const keptFor = 30 * 24 * 3_600_000;

/** A field's name in the draft, its current value, and its value when the page was loaded; radio buttons count as one. */
function fieldsOf(form) {
  const fields = new Map();
  for (const control of form.elements) {
    if (!control.name || control.matches('[type=hidden], [type=password], [type=file], button')) continue;
    const name = control.dataset.draftField ?? control.name;
    if (control.type === 'radio' || control.type === 'checkbox') {
      const group = fields.get(name) ?? { now: '', from: '', write: value => form.querySelectorAll(`[name="${CSS.escape(control.name)}"]`).forEach(one => { one.checked = one.value === value; }) };
      if (control.checked) group.now = control.value;
      if (control.defaultChecked) group.from = control.value;
      fields.set(name, group);
    } else {
      const from = control.options ? ([...control.options].find(one => one.defaultSelected) ?? control.options[0])?.value ?? '' : control.defaultValue;
      fields.set(name, { now: control.value, from, write: value => { control.value = value; control.dispatchEvent(new Event('input', { bubbles: true })); } });
    }
  }
  return fields;
}

class KeptForm {
  #form;
  #mark;
  #store;
  #id = randomId();
  #origin = new Map();  // the value of a field before the user typed, where the page states another one
  #left = [];
  #note;
  #unkept = false;
  #gone = false;
  #timer;

  constructor(mark, store) {
    [this.#form, this.#mark, this.#store] = [mark.form, mark, store];
    open.push(this);
    const changed = () => {
      this.#unkept = true;
      this.#form.dataset.kept = 'false';
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keep(), keepAfter);
    };
    this.#form.addEventListener('input', changed);
    this.#form.addEventListener('change', changed);
    this.#form.addEventListener('submit', event => this.#send(event));
    addEventListener('pagehide', () => this.#unkept && this.#keep());
  }

  /** Stops storing, including text that was typed just before leaving the page. */
  letGo() {
    this.#gone = true;
    clearTimeout(this.#timer);
  }

  async restore() {
    this.#left = (await this.#store.leftBehind()).reverse();
    const [newest] = this.#left;
    if (!newest) return;
    this.#id = newest.id;
    const apart = this.#left.flatMap(draft => this.#put(draft));
    const restored = this.#changes().length > 0;
    if (restored || apart.length) this.#tell(newest.at, restored, apart);
    if (restored) await this.#keep();
  }

  /** Restores a draft; returns the texts whose field has changed in the meantime. */
  #put(draft) {
    const fields = fieldsOf(this.#form);
    return Object.entries(draft.fields).filter(([name, { value, from }]) => {
      const field = fields.get(name);
      if (!field) return value !== '';
      if (field.now === value) {
        // The portal has refused the form and returned it, or an older draft has the same text.
        if (!this.#origin.has(name)) this.#origin.set(name, from);
        return false;
      }
      if (field.now !== field.from || (field.from !== from && field.from !== '')) return value !== '';
      field.write(value);
      return false;
    }).map(([, { value }]) => value);
  }

  #changes() {
    return [...fieldsOf(this.#form)].map(([name, field]) => [name, { value: field.now, from: this.#origin.get(name) ?? field.from }])
      .filter(([, { value, from }]) => value !== from);
  }

  async #keep() {
    clearTimeout(this.#timer);
    this.#unkept = false;
    if (this.#gone) return;
    const changes = this.#changes();
    if (changes.length) await this.#store.keep({ id: this.#id, form: true, fields: Object.fromEntries(changes) });
    else await this.#store.forget();
    this.#form.dataset.kept = 'true';
  }

  async #send(event) {
    if (event.defaultPrevented) return;
    if (!navigator.onLine) {
      event.preventDefault();
      this.#say('There is no connection. Your text is still here; submit it again when the connection is back.');
      return;
    }
    this.#mark.value = this.#id;
    if (!this.#unkept) return;
    event.preventDefault();
    const { submitter } = event;
    await this.#keep();
    this.#form.requestSubmit(submitter);
  }

  #tell(at, restored, apart) {
    const when = new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    this.#say(restored ? `Restored your unsaved text from ${when}. ` : `Unsaved text from ${when} was not restored, because this field has changed since: `);
    if (apart.length) {
      const texts = document.createElement('pre');
      texts.textContent = apart.join('\n\n');
      texts.tabIndex = 0;
      this.#note.append(texts);
    }
    const discard = document.createElement('button');
    Object.assign(discard, { type: 'button', className: 'link-button', textContent: 'Discard' });
    discard.dataset.testid = 'discard-draft';
    discard.onclick = () => this.#discard();
    this.#note.append(discard);
  }

  async #discard() {
    for (const [name, field] of fieldsOf(this.#form)) field.write(this.#origin.get(name) ?? field.from);
    this.#origin.clear();
    clearTimeout(this.#timer);
    this.#unkept = false;
    for (const draft of this.#left) await this.#store.forget(draft.key);
    await this.#store.forget();
    this.#note.remove();
    this.#form.querySelector('textarea, input:not([type=hidden])')?.focus();
  }

  #say(words) {
    this.#note?.remove();
    this.#note = document.createElement('div');
    this.#note.className = 'kept-note';
    this.#note.setAttribute('role', 'status');
    this.#note.dataset.testid = 'kept-note';
    this.#form.prepend(this.#note);
    // Filled in after it is inserted, so that screen readers announce it.
    this.#note.append(words);
  }
}

function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Deletes the drafts of forms that the portal has accepted. */
export function forgetTaken(ids) { return forgetDrafts(draft => ids.includes(draft.id)); }

/** Stores drafts of marked forms, and restores drafts of earlier pages. */
export async function keepForms(marks) {
  await forgetDrafts(draft => draft.form && draft.at < Date.now() - keptFor);
  await Promise.all(marks.map(mark => new KeptForm(mark, new DraftStore(mark.dataset.person, `form:${location.pathname}#${mark.dataset.keepDraft}`)).restore()));
  document.documentElement.dataset.draftsReady = 'true';
}

/** Deletes all drafts on sign-out, so that the next user of this computer does not see them. */
export async function signOut(form) {
  open.forEach(kept => kept.letGo());
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('kept:') || key.startsWith('answer:')) sessionStorage.removeItem(key);
  await forgetDrafts((draft, key) => draft.form && key.startsWith(`${form.dataset.signsOut}|`));
  form.submit();
}
