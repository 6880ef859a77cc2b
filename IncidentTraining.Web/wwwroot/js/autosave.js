// Autosaves what a user types: PUT with If-Match, "saved" only after the server's commit, and a draft in this browser until then. autosave/machine.js
// decides when to do what; this file connects it to the page, the clock, the network and the browser's store.
import { askBeforeLeaving } from "./autosave/leaving.js";
import { begin, draftOf, isDirty, step, timing, wakeAt } from "./autosave/machine.js";
import { questionOf, wordsOf } from "./autosave/told.js";
import { DraftStore } from "./draft-store.js";

const keepAfter = 300;          // milliseconds until a text is stored in the browser
const storeAnswers = 1_000;     // milliseconds that sending waits for the browser's store

/**
 * An autosaved form.
 * - url, token, owner: the address to save to, the antiforgery token, the person's id
 * - version, content: the server's state
 * - read(), write(content): read from and write to the page
 * - canonical(content): a text that is equal for equivalent contents
 * - show({ kind, message, at }): kind is saved, saving, unsaved, problem or conflict
 * - onQuestion(question): two texts exist and the user must choose, answered by settle(); null when there is nothing to choose. A
 *   question has origin, mine(), theirs, at, by, and left: "draft" if the page's own text comes from an earlier page, "offer" if
 *   theirs does; an offer does not block saving.
 * - merge(origin, mine, theirs): optional; see autosave/merge.js
 * - onClosed(content, message): the server accepts no more text; returns { came, message? }: "kept" when the text is stored
 *   elsewhere (the message says where), "failed" to retry
 */
export class Autosave {
  #options;
  #store;
  #state;
  #timer;
  #keepTimer;
  #kept = null;         // the last stored draft; null when the store has no draft of this page
  #canKeep = false;
  #flight = null;
  #leaving = false;
  #waiters = [];
  #question = null;
  #shown = "";
  #ready;               // settled after the drafts of earlier pages are read, so that none is overwritten
  #isReady = new Promise(resolve => { this.#ready = resolve; });
  #heard = 0;           // the server's version, as far as this page has heard
  #reading = false;
  #composing = false;

  constructor(options) {
    this.#options = options;
    this.#state = begin(options, options);
    this.#store = new DraftStore(options.owner, options.url);
  }

  get version() { return this.#state.base.version; }

  get dirty() { return isDirty({ ...this.#state, page: this.#text() }); }

  /** Looks for drafts of earlier pages in this browser, then starts watching. */
  async start() {
    addEventListener("online", () => this.#dispatch({ kind: "now" }));
    addEventListener("offline", () => this.#dispatch({ kind: "offline" }));
    addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.hidden ? this.#leave() : this.#dispatch({ kind: "now" }));
    // Writing text into a field would interrupt an input-method composition.
    for (const kind of ["compositionstart", "compositionend"]) {
      document.addEventListener(kind, () => {
        this.#composing = kind === "compositionstart";
        this.#catchUp();
      });
    }
    askBeforeLeaving(() => this.dirty, () => this.#canKeep);
    const drafts = await this.#store.leftBehind();
    this.#dispatch({ kind: "typed" });
    this.#dispatch({ kind: "found", drafts });
    // A draft that is only offered must not be overwritten by new input.
    if (this.#state.offers.some(offer => offer.key === this.#store.key)) this.#store.moveOn();
    this.#ready();
    await this.#keep();
  }

  /** Call whenever something may have changed. */
  touch() { this.#dispatch({ kind: "typed" }); }

  /** The server has this version. If another page saved it, its text is read and merged, as after a refused save. */
  heard(version) {
    this.#heard = Math.max(this.#heard, version);
    this.#catchUp();
  }

  /** Saves now; returns true once the server has stored everything. */
  save() {
    return new Promise(resolve => {
      this.#waiters.push(resolve);
      this.#dispatch({ kind: "now" });
    });
  }

  /** The user has chosen a text. Returns true once the server has stored it. */
  async settle(question, content) {
    if (question.left === "offer") this.#dispatch({ kind: "taken", key: question.key, content });
    else this.#dispatch({ kind: "decided", content });
    await this.#keep();
    return this.save();
  }

  #text() { return this.#options.canonical(this.#options.read()); }

  #dispatch(event) {
    const [next, effects] = step(this.#state, { ...event, page: this.#options.read(), now: performance.now() }, this.#options);
    this.#state = next;
    if (this.#flight && this.#flight.id !== next.phase.id) {
      this.#flight.controller.abort();
      this.#flight = null;
    }
    for (const effect of effects) this.#do(effect);
    this.#arm();
    this.#keepSoon();
    this.#show();
    this.#ask();
    this.#tellWaiters();
    this.#catchUp();
  }

  async #catchUp() {
    const { phase, base } = this.#state;
    const isAtRest = phase.kind === "saved" || phase.kind === "waiting";
    if (!isAtRest || this.#heard <= base.version || this.#reading || this.#composing) return;
    // A failed read is not repeated: the next save is refused and returns the text, and the next notification starts another read.
    [this.#reading, this.#heard] = [true, 0];
    try {
      const answer = await fetch(this.#options.url, { cache: "no-store", signal: AbortSignal.timeout(timing.patience) });
      if (answer.ok) this.#dispatch({ kind: "arrived", said: await answer.json() });
    } catch (unreachable) {
      console.info("The other writer's text could not be read.", unreachable);
    } finally {
      this.#reading = false;
      this.#catchUp();
    }
  }

  #do(effect) {
    if (effect.kind === "write") this.#options.write(effect.content);
    else if (effect.kind === "send") this.#send(effect);
    else if (effect.kind === "close") this.#close(effect);
    else if (effect.kind === "forget") this.#store.forget(effect.key);
    else if (effect.kind === "adopt") this.#adopt(effect);
  }

  #arm() {
    clearTimeout(this.#timer);
    const at = wakeAt(this.#state);
    if (at !== null) this.#timer = setTimeout(() => this.#dispatch({ kind: "wake" }), Math.max(0, at - performance.now()));
  }

  async #send({ id, content, version, apart }) {
    const controller = new AbortController();
    this.#flight = { id, controller };
    const answer = event => this.#dispatch({ kind: "answer", id, said: {}, offline: !navigator.onLine, ...event });
    // The draft must be stored before the text is sent: a page that crashes now must recognize its own text later.
    if (!this.#leaving) await this.#keepBriefly();
    if (controller.signal.aborted) return;
    try {
      const response = await this.#put(content, version, apart, controller.signal);
      const said = await response.json().catch(() => ({}));
      answer({ status: response.status, said, retryAfter: 1_000 * (Number(response.headers.get("Retry-After")) || 0) });
    } catch (unreachable) {
      console.info("Saving will be retried.", unreachable);
      answer({ status: 0 });
    }
  }

  #put(content, version, apart, signal) {
    const body = JSON.stringify({ content, apart });
    return fetch(this.#options.url, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "If-Match": `"${version}"`, "X-CSRF-TOKEN": this.#options.token },
      body,
      // Lets the request outlive the page; browsers allow this up to 64 KB.
      keepalive: body.length < 15_000,
      signal,
    });
  }

  async #close({ content, message }) {
    let done = { came: "failed" };
    try {
      done = await this.#options.onClosed(content, message);
    } finally {
      this.#dispatch({ kind: "closeDone", ...done });
    }
  }

  async #adopt({ key }) {
    await this.#keep();
    if (key !== this.#store.key) await this.#store.forget(key);
  }

  #keepSoon() {
    clearTimeout(this.#keepTimer);
    if (isDirty(this.#state)) {
      this.#keepTimer = setTimeout(() => this.#keep(), keepAfter);
    } else if (this.#kept !== null) {
      this.#kept = null;
      this.#store.forget();
    }
  }

  async #keep() {
    clearTimeout(this.#keepTimer);
    await this.#isReady;
    if (!isDirty(this.#state)) return;
    const draft = draftOf(this.#state, this.#options.read());
    const text = JSON.stringify(draft);
    if (text === this.#kept) return;
    this.#kept = text;
    this.#canKeep = await this.#store.keep(draft);
  }

  /** A store that does not respond must not block sending or its status. */
  #keepBriefly() { return Promise.race([this.#keep(), new Promise(resolve => setTimeout(resolve, storeAnswers))]); }

  #leave() {
    this.#dispatch({ kind: "typed" });
    if (!isDirty(this.#state)) return;
    // Both start at once: a page that is being closed has no time to do one after the other.
    this.#leaving = true;
    this.#keep();
    this.#dispatch({ kind: "now" });
    this.#leaving = false;
  }

  async #show() {
    const told = wordsOf(this.#state);
    const key = JSON.stringify(told);
    if (key === this.#shown) return;
    this.#shown = key;
    if (told.kind !== "problem" || told.final) {
      this.#options.show(told);
      return;
    }
    await this.#keepBriefly();
    if (this.#shown !== key) return;
    const where = this.#canKeep ? "Your text is kept in this browser." : "Copy your text before you close this page: this browser cannot keep it.";
    this.#options.show({ ...told, message: `${told.message} ${where}` });
  }

  #ask() {
    const question = questionOf(this.#state);
    if (question?.theirs === this.#question?.theirs) return;
    this.#question = question;
    this.#options.onQuestion(question && { ...question, mine: () => this.#options.read() });
  }

  #tellWaiters() {
    const { phase } = this.#state;
    if (this.#waiters.length === 0 || phase.kind === "sending") return;
    if (phase.kind === "waiting" && !phase.trouble) {
      this.#dispatch({ kind: "now" });
      return;
    }
    for (const tell of this.#waiters.splice(0)) tell(phase.kind === "saved");
  }
}
