// Stores unsaved texts in this browser (IndexedDB), one per open page, so that a crash of server or browser loses nothing.
import { openDB } from "../lib/idb/index.js";

const timeToAnswer = 250;

/** Drafts of one person for one address. A draft belongs to the page that wrote it until that page is closed. */
export class DraftStore {
  #place;
  #page = pageId();
  #channel = new BroadcastChannel("incident-training-drafts");
  #database;
  #asked;

  /** @param owner The person's id: other users of this computer must not get the text. @param url The address it is saved to. */
  constructor(owner, url) {
    this.#place = `${owner}|${url}|`;
    this.#channel.onmessage = ({ data }) => {
      if (data.ask === this.#place) this.#channel.postMessage({ alive: this.key, to: data.from });
    };
  }

  /** The key of this page's draft. */
  get key() { return this.#place + this.#page; }

  /** Gives this page a new key: the draft under its current key belongs to an earlier page. */
  moveOn() { this.#page = rememberPage(random()); }

  /** Stores the draft; false when this browser cannot (no space, private window). */
  async keep(draft) {
    // The id must be unique to this page before anything is written under it.
    await this.#asked;
    try {
      await this.#do("readwrite", store => store.put({ ...draft, at: Date.now() }, this.key));
      return true;
    } catch (refused) {
      console.warn("This browser cannot store drafts.", refused);
      return false;
    }
  }

  /** Deletes a draft that the server has; this page's own unless another key is given. */
  async forget(key = this.key) {
    try {
      await this.#do("readwrite", store => store.delete(key));
    } catch (refused) {
      // It is offered again on the next visit and then found to equal the saved text.
      console.warn("The draft could not be removed.", refused);
    }
  }

  /** The drafts left by closed pages, oldest first, as stored, with key and time. */
  async leftBehind() {
    this.#asked = this.#alive();
    try {
      const range = IDBKeyRange.bound(this.#place, this.#place + "\uffff");
      const keys = await this.#do("readonly", store => store.getAllKeys(range));
      // Finding out which other pages are open takes a moment; skip it when there are no drafts.
      if (keys.length === 0) return [];
      const alive = await this.#asked;
      const drafts = await this.#do("readonly", store => store.getAll(range));
      return drafts.map((draft, index) => ({ ...draft, key: keys[index] }))
        .filter(draft => !alive.has(draft.key))
        .sort((one, other) => one.at - other.at);
    } catch (refused) {
      console.warn("This browser cannot store drafts.", refused);
      return [];
    }
  }

  /** The keys of pages that are currently open. A duplicated tab has this page's id and then takes a new one. */
  async #alive() {
    const from = random();
    const alive = new Set();
    const asking = new BroadcastChannel("incident-training-drafts");
    asking.onmessage = ({ data }) => { if (data.to === from) alive.add(data.alive); };
    // Sent through our own channel, so that it does not answer itself.
    this.#channel.postMessage({ ask: this.#place, from });
    await new Promise(resolve => setTimeout(resolve, timeToAnswer));
    asking.close();
    if (alive.has(this.key)) this.moveOn();
    return alive;
  }

  /** This page no longer has a draft and claims none. */
  close() { this.#channel.close(); }

  async #do(mode, work) {
    const transaction = (await (this.#database ??= open())).transaction("drafts", mode, { durability: "strict" });
    const result = work(transaction.store);
    // Commit explicitly: a page that is being closed does not live until the transaction ends.
    transaction.commit();
    return (await Promise.all([result, transaction.done]))[0];
  }
}

/** Deletes the drafts selected by which(draft, key); none if this browser stores none. */
export async function forgetDrafts(which) {
  try {
    const database = await open();
    const transaction = database.transaction("drafts", "readwrite", { durability: "strict" });
    for await (const { key, value } of transaction.store) if (which(value, key)) transaction.store.delete(key);
    await transaction.done;
    database.close();
  } catch (refused) {
    console.warn("This browser cannot store drafts.", refused);
  }
}

function open() { return openDB("incident-training", 1, { upgrade: database => database.createObjectStore("drafts") }); }

// A reload keeps the id, as does a tab that the browser restores after a crash.
function pageId() { return sessionStorage.getItem("page") ?? rememberPage(random()); }

function rememberPage(id) {
  sessionStorage.setItem("page", id);
  return id;
}

function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, "0")).join("");
}
