// A page and a server that follow the agreement, for playing what can happen between them.
import assert from "node:assert/strict";
import { begin, draftOf, isDirty, step, timing, wakeAt } from "../../IncidentTraining.Web/wwwroot/js/autosave/machine.js";
import { merger, textPart } from "../../IncidentTraining.Web/wwwroot/js/autosave/merge.js";

export const rules = {
  canonical: ({ text }) => text,
  merge: merger(({ text }) => [textPart("text", "Text", text)], ({ text }) => ({ text })),
};

let count = 0;

/** What another writer does: in a line of their own, or in the page's line. */
export const clean = text => text.replace(/^(clean.*)$/m, (_, line) => `${line} clean ${++count}`);
export const disputed = text => text.replace(/^(own.*)$/m, `own disputed ${++count}`);

const origin = { text: "own\nmiddle\nclean\n" };
const refusals = { unsigned: 401, tooLarge: 413, tooMany: 429, broken: 500 };

export class World {
  now = 0;
  page = origin;
  server = { version: 1, content: origin };
  others = new Set();         // texts that the other writer saved
  state = begin(this.server, rules);
  requests = [];
  closing = [];
  forgotten = [];
  decides = false;           // whether the person chooses as soon as they are asked
  #keys = 0;
  #late = [];

  dispatch(event) {
    const [next, effects] = step(this.state, { ...event, now: this.now, page: this.page }, rules);
    this.state = next;
    for (const effect of effects) {
      if (effect.kind === "write") this.page = effect.content;
      else if (effect.kind === "send") this.requests.push({ ...effect, processed: false });
      else if (effect.kind === "close") this.closing.push(effect.content);
      else if (effect.kind === "forget") this.forgotten.push(effect.key);
    }
    assert.equal(this.state.page, this.page.text, "The machine does not know what is on the page.");
  }

  /** A key in the page's own line. */
  type() {
    this.page = { text: this.page.text.replace(/^(own.*)$/m, `$1 ${++this.#keys}`) };
    this.dispatch({ kind: "typed" });
  }

  /** Somebody else saves. */
  other(change) {
    this.#store(change(this.server.content.text));
    this.others.add(this.server.content.text);
  }

  /** The page has heard of another version, and reads the server's text. */
  hear() {
    if (this.state.phase.kind === "asking" && this.decides) this.#choose();
    this.dispatch({ kind: "arrived", said: { version: this.server.version, content: this.server.content } });
  }

  /** Time passes; what is due happens. */
  pass(milliseconds) {
    const end = this.now + milliseconds;
    for (let at = wakeAt(this.state); at !== null && at <= end; at = wakeAt(this.state)) {
      this.now = Math.max(this.now, at);
      this.dispatch({ kind: "wake" });
    }
    this.now = end;
  }

  /** Waits until something is sent, and gives it this answer. Where nothing will be sent there is nothing to answer. */
  play(kind, typeMeanwhile = false) {
    if (this.decides && this.state.phase.kind === "asking") this.#choose();
    while (this.state.phase.kind === "waiting") this.pass(Math.max(0, wakeAt(this.state) - this.now));
    if (typeMeanwhile) this.type();
    if (this.state.phase.kind === "sending") this.answer(kind);
  }

  answer(kind) {
    // Answers that come while the next request is out already.
    for (const [late, came] of this.#late.splice(0)) this.#reply(late, came);
    const request = this.requests.find(({ id }) => id === this.state.phase.id);
    if (kind === "merged") this.other(clean);
    if (kind === "disputed") this.other(disputed);
    if (["saved", "merged", "disputed"].includes(kind)) this.#reply(request, this.#process(request));
    else if (kind in refusals) this.#reply(request, { status: refusals[kind], said: {} });
    else if (kind === "closed") this.#reply(request, { status: 410, said: { detail: "Closed." } });
    else if (kind === "proxy") this.#reply(request, { status: 200, said: {} });
    else if (kind === "unreachable") this.#reply(request, { status: 0, said: {} });
    else {
      // The server takes it; its answer never comes, or so late that the page has stopped waiting.
      const came = this.#process(request);
      this.pass(timing.patience);
      if (kind === "late") this.#late.push([request, came]);
    }
  }

  /** The page dies and is opened again, with what it had kept in the browser. */
  reload() {
    const drafts = isDirty(this.state) ? [{ key: "draft", at: 1, ...structuredClone(draftOf(this.state, this.page)) }] : [];
    this.page = this.server.content;
    this.state = begin(this.server, rules);
    this.requests = [];
    this.#late = [];
    this.dispatch({ kind: "found", drafts });
  }

  /** The rule: something unsaved always goes on by itself, or the person is asked. */
  mustGoOn(order) {
    const at = wakeAt(this.state);
    const goesOn = !isDirty(this.state) || this.state.phase.kind === "asking";
    if (!goesOn && (at === null || at > this.now + 60_000)) assert.fail(`Nothing goes on after ${order.join(", ")}: ${JSON.stringify(this.state)}`);
  }

  /** From now on the server answers well and the person keeps both: then it has every word, and no text was written over unseen. */
  comesToRest(order) {
    for (let round = 0; isDirty(this.state); round++) {
      if (round > 10) assert.fail(`Never saved after ${order.join(", ")}.`);
      if (this.state.phase.kind === "asking") this.#choose();
      this.play("saved");
    }
    assert.equal(this.server.content.text, this.page.text, order.join(", "));
  }

  #choose() {
    const { phase: { theirs }, base } = this.state;
    assert.ok(this.others.has(theirs.text), "The person is asked about a text that nobody else wrote.");
    this.dispatch({ kind: "decided", content: rules.merge(base.content, this.page, theirs.content).both });
  }

  #store(text) { this.server = { version: this.server.version + 1, content: { text } }; }

  #process(request) {
    request.processed = true;
    const present = this.server.content.text;
    if (request.content.text === present) return { status: 200, said: { version: this.server.version } };
    if (request.version !== this.server.version) return { status: 412, said: { version: this.server.version, content: this.server.content } };
    this.#mustHoldWhatOthersWrote(present, request.content.text, request.apart);
    this.#store(request.content.text);
    return { status: 200, said: { version: this.server.version } };
  }

  /** Only a choice of the person's may drop another one's words, and then as a version of its own. */
  #mustHoldWhatOthersWrote(present, text, apart) {
    const words = [...present.matchAll(/(?:clean|disputed) \d+/g)].map(([word]) => word);
    for (const word of words) assert.ok(apart || text.includes(word), `“${word}” was written over by “${text}”.`);
  }

  #reply(request, came) { this.dispatch({ kind: "answer", id: request.id, ...came }); }
}
