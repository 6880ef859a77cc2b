// Keeps unsaved texts in this browser (IndexedDB), one per open page, so that a crash of server or browser loses nothing.

const timeToAnswer = 250;

/** Drafts of one person for one address. A draft belongs to the page that wrote it until that page is gone. */
export class DraftStore {
  #place;
  #page = pageId();
  #channel = new BroadcastChannel("incident-training-drafts");
  #database;
  #asked;

  /** @param owner The person's id: somebody else at this computer must not get the text. @param url Where it is saved to. */
  constructor(owner, url) {
    this.#place = `${owner}|${url}|`;
    this.#channel.onmessage = ({ data }) => {
      if (data.ask === this.#place) this.#channel.postMessage({ alive: this.key, to: data.from });
    };
  }

  /** Where this page's own draft lies. */
  get key() { return this.#place + this.#page; }

  /** Gives this page a place of its own: the draft at its present one belongs to the page that was here before. */
  moveOn() { this.#page = rememberPage(random()); }

  /** Keeps the draft; false when this browser cannot (no space, private window). */
  async keep(draft) {
    // The id must be this page's alone before something is written under it.
    await this.#asked;
    try {
      await this.#do("readwrite", store => store.put({ ...draft, at: Date.now() }, this.key));
      return true;
    } catch (refused) {
      console.warn("This browser keeps no drafts.", refused);
      return false;
    }
  }

  /** Forgets a draft that the server has; this page's own unless another key is given. */
  async forget(key = this.key) {
    try {
      await this.#do("readwrite", store => store.delete(key));
    } catch (refused) {
      // It is offered once more on the next visit, and found to be the same as what is saved.
      console.warn("The draft could not be removed.", refused);
    }
  }

  /** The drafts that pages which are gone have left here, the oldest first, each as it was kept, with its key and at. */
  async leftBehind() {
    this.#asked = this.#alive();
    try {
      const range = IDBKeyRange.bound(this.#place, this.#place + "\uffff");
      const keys = await this.#do("readonly", store => store.getAllKeys(range));
      // Which other pages are open takes a moment to hear; where nothing was left, nobody need wait for it.
      if (keys.length === 0) return [];
      const alive = await this.#asked;
      const drafts = await this.#do("readonly", store => store.getAll(range));
      return drafts.map((draft, index) => ({ ...draft, key: keys[index] }))
        .filter(draft => !alive.has(draft.key))
        .sort((one, other) => one.at - other.at);
    } catch (refused) {
      console.warn("This browser keeps no drafts.", refused);
      return [];
    }
  }

  /** The keys of pages that are open now. A duplicated tab has this page's id; it then takes a new one. */
  async #alive() {
    const from = random();
    const alive = new Set();
    const asking = new BroadcastChannel("incident-training-drafts");
    asking.onmessage = ({ data }) => { if (data.to === from) alive.add(data.alive); };
    // Through our own channel, so that it does not answer itself.
    this.#channel.postMessage({ ask: this.#place, from });
    await new Promise(resolve => setTimeout(resolve, timeToAnswer));
    asking.close();
    if (alive.has(this.key)) this.moveOn();
    return alive;
  }

  /** This page has no draft here any more and answers for none. */
  close() { this.#channel.close(); }

  async #do(mode, work) {
    const database = await (this.#database ??= open());
    return new Promise((resolve, reject) => {
      const transaction = database.transaction("drafts", mode, { durability: "strict" });
      const request = work(transaction.objectStore("drafts"));
      // A page that is being left does not live to see the transaction end by itself.
      transaction.commit();
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

/** Forgets whatever drafts are named by which(draft, key); none where this browser keeps none. */
export async function forgetDrafts(which) {
  try {
    const database = await open();
    await new Promise((resolve, reject) => {
      const transaction = database.transaction("drafts", "readwrite", { durability: "strict" });
      transaction.objectStore("drafts").openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        if (which(cursor.value, cursor.key)) cursor.delete();
        cursor.continue();
      };
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  } catch (refused) {
    console.warn("This browser keeps no drafts.", refused);
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("incident-training", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("drafts");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("The browser's store is blocked."));
  });
}

// A reload keeps the id, and so does a tab that the browser restores after a crash.
function pageId() { return sessionStorage.getItem("page") ?? rememberPage(random()); }

function rememberPage(id) {
  sessionStorage.setItem("page", id);
  return id;
}

function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, "0")).join("");
}
