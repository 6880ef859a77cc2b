// The current activity of a class, updated over one connection for the whole page, however many parts show it.
import { ServerClock, measure } from "./server-clock.js";

const RETRY_MILLISECONDS = [0, 1000, 2000, 4000];
const RETRY_FOREVER = 5000;
// Clocks drift: a few measurements every ten minutes keep two browsers in step through a long lab.
const MEASURE_AGAIN_MILLISECONDS = 10 * 60 * 1000;
// If the wall clock deviates from the monotonic one by more than this, it was set or the machine slept.
const JUMP_MILLISECONDS = 1000;

/** Keeps the status of a failed request, because the error thrown by negotiation has only a message. */
class StatusKeepingClient extends signalR.DefaultHttpClient {
  status = 0;

  constructor() {
    super(signalR.NullLogger.instance);
  }

  async send(request) {
    try {
      return await super.send(request);
    } catch (failure) {
      this.status = failure.statusCode ?? 0;
      throw failure;
    }
  }
}

/**
 * Events: 'change' when the snapshot, the connection or the clock changes, 'tick' when another second of the current activity
 * has passed. Ticks are generated in this browser; the server sends nothing for them.
 */
export class ClassFeed extends EventTarget {
  #url;
  #connection = null;
  #failures = 0;
  #retry = 0;
  #nextTick = 0;
  #measuring = false;
  #gap = Date.now() - performance.now();

  /** The last snapshot that the server sent; null before the first. */
  snapshot = null;
  /** The join code of the class, which only projectors are sent; undefined before. */
  joinCode;
  clock = new ServerClock();
  /** 'connecting', 'online', 'offline' or 'refused' */
  state = "connecting";
  /** Whether the server's clock has been measured, not only received. */
  measured = false;
  /** The server time at which the connection was lost. */
  offlineSince = NaN;

  constructor(url) {
    super();
    this.#url = url;
    addEventListener("offline", () => this.#lost());
    addEventListener("online", () => this.#retryNow());
    addEventListener("pageshow", event => event.persisted && this.#retryNow());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#lookAround());
    setInterval(() => this.#measure(), MEASURE_AGAIN_MILLISECONDS);
    this.#connect();
  }

  /** The milliseconds left of the current activity, never negative; null when there is none. */
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

  /** The IANA time zone of the class; undefined (the reader's own) as long as it is unknown. */
  get zone() {
    return this.snapshot?.timeZone;
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

  async #connect() {
    const httpClient = new StatusKeepingClient();
    const connection = new signalR.HubConnectionBuilder()
      .withUrl(this.#url, { timeout: 10_000, httpClient })
      .configureLogging(signalR.LogLevel.None)
      .build();
    // The server sends a keep-alive every five seconds; after three missed ones it counts as gone.
    connection.serverTimeoutInMilliseconds = 15_000;
    connection.on("Snapshot", snapshot => this.take(snapshot));
    connection.on("JoinCode", code => {
      this.joinCode = code;
      this.#changed();
    });
    connection.onclose(() => this.#connection === connection && this.#lost());
    this.#connection = connection;
    try {
      await connection.start();
    } catch {
      if (this.#connection !== connection) {
        return;
      }
      // Not reachable, or refused; retrying does not help a client without access.
      if (httpClient.status === 401 || httpClient.status === 403) {
        this.#refuse();
      } else {
        this.#lost();
      }
      return;
    }
    if (this.#connection !== connection) {
      // Another attempt was started meanwhile; one connection is enough.
      await connection.stop();
      return;
    }
    clearTimeout(this.#retry);
    this.#failures = 0;
    this.#become("online");
    await this.#measure();
  }

  /** Access was lost: clears the screen and stops the countdown. */
  #refuse() {
    this.snapshot = null;
    this.#become("refused");
  }

  #lost() {
    if (this.state === "refused") {
      return;
    }
    if (this.state !== "offline") {
      this.offlineSince = this.clock.now();
      this.#become("offline");
    }
    clearTimeout(this.#retry);
    const wait = RETRY_MILLISECONDS[this.#failures++] ?? RETRY_FOREVER;
    // Forty browsers must not reconnect to a restarted server at the same instant.
    this.#retry = setTimeout(() => this.#reconnect(), wait * (0.75 + Math.random() / 2));
  }

  #retryNow() {
    if (this.state === "offline") {
      clearTimeout(this.#retry);
      this.#failures = 0;
      this.#reconnect();
    }
  }

  async #reconnect() {
    if (this.state !== "offline") {
      return;
    }
    const old = this.#connection;
    // The old connection may not have noticed its end yet; it must not count as a second loss.
    this.#connection = null;
    await old?.stop();
    if (this.#connection === null) {
      await this.#connect();
    }
  }

  /** The page became visible: reconnects at once and checks whether the machine has slept. */
  #lookAround() {
    this.#retryNow();
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
    const connection = this.#connection;
    if (this.#measuring || connection?.state !== signalR.HubConnectionState.Connected) {
      return;
    }
    this.#measuring = true;
    try {
      await measure(this.clock, () => connection.invoke("Clock"));
      this.measured = true;
    } catch (failure) {
      // Disconnected during the measurement: the next connection measures again. Any other error is a defect.
      if (connection.state === signalR.HubConnectionState.Connected) {
        throw failure;
      }
    } finally {
      this.#measuring = false;
    }
    this.#changed();
  }

  #become(state) {
    this.state = state;
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
