// The current activity of a class, updated over one connection for the whole page, however many parts show it.
import { Hub } from "../hub.js";
import { ServerClock, measure } from "./server-clock.js";

// Clocks drift: a few measurements every ten minutes keep two browsers in step through a long lab.
const MEASURE_AGAIN_MILLISECONDS = 10 * 60 * 1000;
// If the wall clock deviates from the monotonic one by more than this, it was set or the machine slept.
const JUMP_MILLISECONDS = 1000;

/**
 * Events: 'change' when the snapshot, the connection or the clock changes, 'tick' when another second of the current activity
 * has passed. Ticks are generated in this browser; the server sends nothing for them.
 */
export class ClassFeed extends EventTarget {
  #hub;
  #nextTick = 0;
  #measuring = false;
  #gap = Date.now() - performance.now();

  /** The last snapshot that the server sent; null before the first. */
  snapshot = null;
  /** The join code of the class, which only projectors are sent; undefined before. */
  joinCode;
  clock = new ServerClock();
  /** Whether the server's clock has been measured, not only received. */
  measured = false;
  /** The server time at which the connection was lost. */
  offlineSince = NaN;

  constructor(url) {
    super();
    const calls = {
      Snapshot: snapshot => this.take(snapshot),
      JoinCode: code => {
        this.joinCode = code;
        this.#changed();
      },
    };
    this.#hub = new Hub(url, calls, () => this.#connectionChanged());
    document.addEventListener("visibilitychange", () => document.hidden || this.#lookAround());
    setInterval(() => this.#measure(), MEASURE_AGAIN_MILLISECONDS);
  }

  /** 'connecting', 'online', 'offline' or 'refused' */
  get state() {
    return this.#hub.state;
  }

  /** The milliseconds left in the current activity, never negative; null when there is none. */
  get remaining() {
    switch (this.snapshot?.phase) {
      case "Running": return Math.max(0, this.snapshot.deadline - this.clock.now());
      case "Paused": return this.snapshot.remaining;
      default: return null;
    }
  }

  /** The milliseconds by which the current activity has overrun; 0 while time is left, null when nothing is running. */
  get overrun() {
    return this.snapshot?.phase === "Running" ? Math.max(0, this.clock.now() - this.snapshot.deadline) : null;
  }

  /** The phase, including the one derived from the clock: 'TimeUp'. */
  get phase() {
    return this.snapshot?.phase === "Running" && this.remaining === 0 ? "TimeUp" : this.snapshot?.phase;
  }

  /** Applies a snapshot that came with the page or was pushed. */
  take(snapshot) {
    this.clock.learn(-Infinity, snapshot.serverNow, performance.now());
    // Pushes can arrive out of order.
    if (!this.snapshot || snapshot.revision >= this.snapshot.revision) {
      this.snapshot = snapshot;
    }
    this.#changed();
  }

  #connectionChanged() {
    if (this.state === "offline") this.offlineSince = this.clock.now();
    // Access was lost: the screen is cleared and the countdown stops.
    if (this.state === "refused") this.snapshot = null;
    if (this.state === "online") this.#measure();
    this.#changed();
  }

  /** The page became visible: the machine may have slept. */
  #lookAround() {
    this.#noticeJump();
    this.#changed();
  }

  /** The monotonic clock may stop while a machine sleeps; the two clocks then differ afterwards. */
  #noticeJump() {
    const gap = Date.now() - performance.now();
    if (Math.abs(gap - this.#gap) > JUMP_MILLISECONDS) {
      this.#gap = gap;
      this.clock.doubt();
      this.#measure();
    }
  }

  async #measure() {
    if (this.#measuring || !this.#hub.isConnected) {
      return;
    }
    this.#measuring = true;
    try {
      await measure(this.clock, () => this.#hub.ask("Clock"));
      this.measured = true;
    } catch (failure) {
      // Disconnected during the measurement: the next connection measures again. Any other error is a defect.
      if (this.#hub.isConnected) {
        throw failure;
      }
    } finally {
      this.#measuring = false;
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
    this.#planTick();
  }

  /** Wakes exactly when the shown second changes, so that all screens of a room change together. */
  #planTick() {
    clearTimeout(this.#nextTick);
    if (this.snapshot?.phase !== "Running" || Number.isNaN(this.remaining)) {
      return;
    }
    // Counts down to the end and up again afterwards.
    const wait = this.remaining > 0 ? this.remaining % 1000 : 1000 - this.overrun % 1000;
    this.#nextTick = setTimeout(() => {
      this.#noticeJump();
      this.dispatchEvent(new Event("tick"));
      this.#planTick();
    }, wait + 1);
  }
}
