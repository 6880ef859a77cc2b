// Saves by itself what a person types: PUT with If-Match, "saved" only after the server's commit, a draft in this browser until
// then. What happens when is decided by autosave/machine.js; this gives it the page, the clock, the network and the browser's store.
import { begin, draftOf, isDirty, step, wakeAt } from "./autosave/machine.js";
import { questionOf, wordsOf } from "./autosave/told.js";
import { DraftStore } from "./draft-store.js";

const keepAfter = 300;          // milliseconds until a text is in the browser's store
const storeAnswers = 1_000;     // milliseconds that sending waits for the browser's store

/**
 * One autosaved form.
 * - url, token, owner: where it is saved, the antiforgery token, the person's id
 * - version, content: what the server has
 * - read(), write(content): from and to the page
 * - canonical(content): a text that is the same for contents that say the same
 * - show({ kind, message, at }): kind is saved, saving, unsaved, problem or conflict
 * - onQuestion(question): both texts are there and the person has to choose, answered by settle(); null when nothing is asked (any
 *   more). A question has origin, mine(), theirs, at, by, and left: "draft" where the page's own text was left by an earlier page,
 *   "offer" where theirs was; an offer holds nothing up.
 * - merge(origin, mine, theirs): optional; see autosave/merge.js
 * - onClosed(content, message): the server takes no more text; answers { came, message? }: "kept" when the text is safe elsewhere, which
 *   the message says, "failed" to be asked again, "held" when it stays in this browser
 */
export class Autosave {
  #options;
  #store;
  #state;
  #timer;
  #keepTimer;
  #kept = null;         // what the store was given last; null when it has nothing of this page's
  #canKeep = false;
  #flight = null;
  #leaving = false;
  #waiters = [];
  #question = null;
  #shown = "";
  #ready;               // settled once the drafts of earlier pages are read, so that none is written over
  #isReady = new Promise(resolve => { this.#ready = resolve; });
  #gone = new AbortController();

  constructor(options) {
    this.#options = options;
    this.#state = begin(options, options);
    this.#store = new DraftStore(options.owner, options.url);
  }

  get version() { return this.#state.base.version; }

  get dirty() { return isDirty({ ...this.#state, page: this.#text() }); }

  /** Looks for texts that an earlier page left in this browser, then begins to watch. */
  async start() {
    const { signal } = this.#gone;
    addEventListener("online", () => this.#dispatch({ kind: "now" }), { signal });
    addEventListener("offline", () => this.#dispatch({ kind: "offline" }), { signal });
    addEventListener("pagehide", () => this.#leave(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden ? this.#leave() : this.#dispatch({ kind: "now" }), { signal });
    addEventListener("beforeunload", event => { if (this.dirty) event.preventDefault(); }, { signal });
    const drafts = await this.#store.leftBehind();
    this.#dispatch({ kind: "typed" });
    this.#dispatch({ kind: "found", drafts });
    // A draft that is only offered must not be overwritten by what is typed meanwhile.
    if (this.#state.offers.some(offer => offer.key === this.#store.key)) this.#store.moveOn();
    this.#ready();
    await this.#keep();
  }

  /** The form is taken out of the page, with everything in it saved. */
  stop() {
    this.#gone.abort();
    clearTimeout(this.#keepTimer);
    clearTimeout(this.#timer);
    this.#store.close();
  }

  /** To be called whenever something may have changed. */
  touch() { this.#dispatch({ kind: "typed" }); }

  /** Saves now; true when the server has everything. */
  save() {
    return new Promise(resolve => {
      this.#waiters.push(resolve);
      this.#dispatch({ kind: "now" });
    });
  }

  /** The person has chosen the text to go on with. True once the server has it. */
  async settle(question, content) {
    if (question.left === "offer") this.#dispatch({ kind: "taken", key: question.key, content });
    else this.#dispatch({ kind: "decided", content });
    await this.#keep();
    return this.save();
  }

  #text() { return this.#options.canonical(this.#options.read()); }

  #dispatch(event) {
    if (this.#gone.signal.aborted) return;
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
    // The store must name the text before it is sent: a page that dies now is to know its own text again.
    if (!this.#leaving) await this.#keepBriefly();
    if (controller.signal.aborted) return;
    try {
      const response = await this.#put(content, version, apart, controller.signal);
      const said = await response.json().catch(() => ({}));
      answer({ status: response.status, said, retryAfter: 1_000 * (Number(response.headers.get("Retry-After")) || 0) });
    } catch (unreachable) {
      console.info("Saving will be tried again.", unreachable);
      answer({ status: 0 });
    }
  }

  #put(content, version, apart, signal) {
    const body = JSON.stringify({ content, apart });
    return fetch(this.#options.url, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "If-Match": `"${version}"`, "X-CSRF-TOKEN": this.#options.token },
      body,
      // Lets the request outlive the page; browsers allow it up to 64 KB.
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

  /** A store that does not answer must hold up neither sending nor saying so. */
  #keepBriefly() { return Promise.race([this.#keep(), new Promise(resolve => setTimeout(resolve, storeAnswers))]); }

  #leave() {
    this.#dispatch({ kind: "typed" });
    if (!isDirty(this.#state)) return;
    // Both begin at once: a page that is being left does not live to do one after the other.
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
