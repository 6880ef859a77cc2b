// Saves by itself what a person types: PUT with If-Match, "saved" only after the server's commit, a draft in this
// browser until then, and a choice between both texts when somebody else was first.
import { DraftStore } from "./draft-store.js";

const quiet = 1_200;            // milliseconds without a key before a text is sent
const longest = 5_000;          // milliseconds after which it is sent while the person goes on typing
const keepAfter = 300;          // milliseconds until it is in the browser's store
const patience = 20_000;        // milliseconds for an answer
const pauses = [2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * One autosaved form.
 * - url, token, owner: where it is saved, the antiforgery token, the person's id
 * - version, content: what the server has
 * - read(), write(content): from and to the page
 * - canonical(content): a text that is the same for contents that say the same
 * - show({ kind, message, at }): kind is saved, saving, unsaved, problem or conflict
 * - onConflict({ mine, theirs, at, by }): both texts; answer by settle()
 * - merge(origin, mine, theirs): optional; { withMine, withTheirs, overlapping } or null when it cannot be done
 * - onClosed(content, message): the server takes no more text; answer by letGo() once the text is safe elsewhere
 */
export class Autosave {
  #options;
  #store;
  #version;
  #stored;              // canonical text that the server has
  #origin;              // the same as content, from which the person's text began
  #unanswered = [];     // canonical texts that were sent; the server may have them though its answer was lost
  #savedAt = null;
  #apart = false;
  #blocked = false;     // waiting for the person: conflict or closed
  #leftBehind = [];
  #conflictKey;
  #request = null;
  #failures = 0;
  #dirtySince = null;
  #keptLast = false;
  #sendTimer;
  #keepTimer;
  #gone = new AbortController();

  constructor(options) {
    this.#options = options;
    this.#version = options.version;
    this.#stored = options.canonical(options.content);
    this.#origin = options.content;
    this.#store = new DraftStore(options.owner, options.url);
  }

  get version() { return this.#version; }

  get dirty() { return this.#text() !== this.#stored; }

  /** Looks for texts that an earlier page left in this browser, then begins to watch. */
  async start() {
    const { signal } = this.#gone;
    addEventListener("online", () => this.#send(), { signal });
    addEventListener("offline", () => this.dirty && this.#problem("There is no connection."), { signal });
    addEventListener("pagehide", () => this.#leave(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden ? this.#leave() : this.dirty && this.#send(), { signal });
    addEventListener("beforeunload", event => { if (this.dirty) event.preventDefault(); }, { signal });

    for (const draft of await this.#store.leftBehind()) {
      if (this.#options.canonical(draft.content) === this.#stored) await this.#store.forget(draft.key);
      else this.#leftBehind.push(draft);
    }
    const newest = this.#leftBehind.at(-1);
    // Either nothing was saved since the draft, or exactly what its page had sent when it was lost.
    if (newest && !this.dirty && (newest.version === this.#version || newest.unanswered.includes(this.#stored))) {
      this.#leftBehind.pop();
      this.#options.write(newest.content);
      await this.#keep();
      if (newest.key !== this.#store.key) await this.#store.forget(newest.key);
    }
    // A draft that still waits for the person's choice must not be overwritten by what is typed meanwhile.
    if (this.#leftBehind.some(draft => draft.key === this.#store.key)) this.#store.moveOn();
    if (this.dirty) this.touch();
    else this.#settled();
  }

  /** The form is taken out of the page, with everything in it saved. */
  stop() {
    this.#gone.abort();
    clearTimeout(this.#keepTimer);
    clearTimeout(this.#sendTimer);
    this.#store.close();
  }

  /** To be called whenever something may have changed. */
  touch() {
    if (!this.dirty && !this.#request) {
      if (!this.#blocked) this.#settled();
      return;
    }
    this.#dirtySince ??= performance.now();
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => this.#keep(), keepAfter);
    if (this.#blocked) return;
    if (this.#failures === 0) {
      this.#options.show({ kind: "unsaved", message: "Not saved yet" });
      this.#sendIn(Math.max(0, Math.min(quiet, longest - (performance.now() - this.#dirtySince))));
    }
  }

  /** Saves now; true when the server has everything. */
  async save() {
    while (this.dirty || this.#apart) if (!await this.#send()) return false;
    return !this.#blocked;
  }

  /** The person has chosen: the text to go on with, against the version that they saw. */
  async settle(content) {
    this.#blocked = false;
    this.#apart = true;
    this.#options.write(content);
    await this.#keep();
    if (this.#conflictKey) await this.#store.forget(this.#conflictKey);
    this.#conflictKey = undefined;
    if (this.dirty) return this.save();
    this.#apart = false;
    this.#settled();
    return true;
  }

  /** The text is safe somewhere else: nothing is left to save here. */
  async letGo() {
    clearTimeout(this.#keepTimer);
    clearTimeout(this.#sendTimer);
    this.#stored = this.#text();
    await this.#store.forget();
  }

  #text() { return this.#options.canonical(this.#options.read()); }

  #sendIn(delay) {
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => this.#send(), delay);
  }

  async #keep() {
    clearTimeout(this.#keepTimer);
    if (this.dirty) this.#keptLast = await this.#store.keep({ content: this.#options.read(), version: this.#version, unanswered: this.#unanswered });
  }

  async #leave() {
    if (!this.dirty) return;
    await this.#keep();
    await this.#send();
  }

  #send() {
    clearTimeout(this.#sendTimer);
    return this.#request ??= this.#sendOnce().finally(() => { this.#request = null; });
  }

  async #sendOnce() {
    if (this.#blocked) return false;
    const content = this.#options.read();
    const text = this.#options.canonical(content);
    if (text === this.#stored && !this.#apart) {
      this.#settled();
      return true;
    }
    this.#options.show({ kind: "saving", message: "Saving…" });
    this.#unanswered = [...this.#unanswered, text].slice(-5);
    await this.#keep();
    let answer;
    try {
      answer = await this.#put(content);
    } catch (unreachable) {
      console.info("Saving will be tried again.", unreachable);
      return this.#tryAgain(navigator.onLine ? "The portal does not answer." : "There is no connection.");
    }
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return this.#accept(text, content, said);
    if (answer.status === 412) return this.#overtaken(content, said);
    if (answer.status === 410) return this.#close(content, said.detail);
    if (answer.status === 401) return this.#tryAgain("You are signed out. Sign in again in another tab, then come back.");
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return this.#tryAgain("The portal cannot save just now.");
    return this.#problem(said.detail ?? "The portal refused the text.");
  }

  #put(content) {
    const body = JSON.stringify({ content, apart: this.#apart });
    return fetch(this.#options.url, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "If-Match": `"${this.#version}"`, "X-CSRF-TOKEN": this.#options.token },
      body,
      // Lets the request outlive the page; browsers allow it up to 64 KB.
      keepalive: body.length < 15_000,
      signal: AbortSignal.timeout(patience),
    });
  }

  #accept(text, content, said) {
    [this.#version, this.#stored, this.#origin, this.#savedAt] = [said.version, text, content, said.savedAt];
    [this.#apart, this.#failures, this.#dirtySince, this.#unanswered] = [false, 0, null, []];
    if (this.dirty) {
      this.touch();
    } else {
      this.#settled();
    }
    return true;
  }

  async #overtaken(content, said) {
    const theirs = this.#options.canonical(said.content);
    if (this.#unanswered.includes(theirs)) {
      // Our own earlier request had come through; only its answer was lost.
      [this.#version, this.#stored, this.#origin, this.#unanswered, this.#failures] = [said.version, theirs, said.content, [], 0];
      this.touch();
      return true;
    }
    const merged = await this.#merged(said.content);
    [this.#version, this.#stored, this.#origin, this.#unanswered] = [said.version, theirs, said.content, []];
    if (merged?.overlapping.length === 0) {
      this.#options.write(merged.withMine);
      await this.#keep();
      this.touch();
      return true;
    }
    // Where the texts do not overlap, both stand on the page from now on; only the rest is asked about.
    if (merged) this.#options.write(merged.withMine);
    this.#raise({ mine: merged?.withMine ?? content, theirs: merged?.withTheirs ?? said.content, at: said.savedAt, by: said.by });
    return false;
  }

  /** Both texts put together; with what was typed while the portal was asked, too. */
  async #merged(theirs) {
    if (!this.#options.merge) return null;
    for (;;) {
      const mine = this.#options.read();
      let merged;
      try {
        merged = await this.#options.merge(this.#origin, mine, theirs);
      } catch (unreachable) {
        console.info("The texts could not be merged; the person will choose.", unreachable);
        return null;
      }
      if (!merged || this.#text() === this.#options.canonical(mine)) return merged;
    }
  }

  #raise(conflict) {
    this.#blocked = true;
    this.#options.show({ kind: "conflict", message: "Not saved: this was also changed elsewhere." });
    this.#options.onConflict(conflict);
  }

  #close(content, message) {
    this.#blocked = true;
    this.#problem(message);
    this.#options.onClosed(content, message);
    return false;
  }

  #tryAgain(reason) {
    this.#problem(`${reason} Trying again.`);
    this.#sendIn(pauses[Math.min(this.#failures++, pauses.length - 1)]);
    return false;
  }

  #problem(reason) {
    this.#keep().then(() => this.#options.show({
      kind: "problem",
      message: `Not saved. ${reason} ${this.#keptLast ? "Your text is kept in this browser." : "Copy your text before you close this page: this browser cannot keep it."}`,
    }));
    return false;
  }

  /** Nothing is unsaved: the browser's draft may go, and what an earlier page left may be looked at. */
  #settled() {
    clearTimeout(this.#keepTimer);
    this.#dirtySince = null;
    this.#store.forget();
    this.#options.show({ kind: "saved", message: this.#savedAt ? "Saved" : "Everything is saved", at: this.#savedAt });
    const draft = this.#leftBehind.pop();
    if (draft) {
      this.#conflictKey = draft.key;
      this.#raise({ mine: draft.content, theirs: this.#options.read(), at: this.#savedAt, left: true });
    }
  }
}
