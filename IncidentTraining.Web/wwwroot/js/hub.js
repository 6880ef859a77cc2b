// A hub connection that lasts as long as the page, whatever happens to the network meanwhile.

const WAITS = [0, 1000, 2000, 4000, 5000];
// A user who was signed out may sign in again in another tab.
const REFUSED_WAIT = 30_000;

export class Hub {
  #connection;
  #failures = 0;
  #end = () => {};
  #hurry = () => {};

  /** 'connecting', 'online', 'offline' or 'refused' */
  state = "connecting";

  /**
   * @param {string} url
   * @param {Record<string, (content: any) => void>} calls what the server calls, by name
   * @param {() => void} changed is called after each change of the state
   */
  constructor(url, calls, changed = () => {}) {
    addEventListener("offline", () => this.#end());
    for (const sign of ["online", "pageshow", "visibilitychange"]) addEventListener(sign, () => document.hidden || this.#retry());
    this.#keep(url, calls, changed);
  }

  /** Whether a request can be answered now. */
  get isConnected() {
    return this.#connection.state === signalR.HubConnectionState.Connected;
  }

  ask(method) {
    return this.#connection.invoke(method);
  }

  async #keep(url, calls, changed) {
    const become = state => {
      if (this.state === state) return;
      this.state = state;
      changed();
    };
    for (;;) {
      const connection = this.#build(url, calls);
      const ended = new Promise(end => {
        this.#end = end;
        connection.onclose(end);
      });
      let lost = "offline";
      try {
        await Promise.race([connection.start(), ended]);
        if (this.isConnected) {
          this.#failures = 0;
          become("online");
          await ended;
        }
      } catch (failure) {
        // The error of a negotiation has its status only in the message.
        if (/'40[13]'/.test(failure.message)) lost = "refused";
      }
      connection.stop();
      become(lost);
      await this.#pause(lost === "refused" ? REFUSED_WAIT : WAITS[Math.min(this.#failures++, WAITS.length - 1)]);
    }
  }

  #build(url, calls) {
    const connection = this.#connection = new signalR.HubConnectionBuilder()
      .withUrl(url, { timeout: 10_000 })
      .configureLogging(signalR.LogLevel.None)
      .build();
    // The server sends a keep-alive every five seconds; after three missed ones the connection counts as lost.
    connection.serverTimeoutInMilliseconds = 15_000;
    for (const [name, call] of Object.entries(calls)) connection.on(name, call);
    return connection;
  }

  /** Forty browsers must not reconnect to a restarted server at the same instant. */
  #pause(milliseconds) {
    return new Promise(over => {
      const waiting = setTimeout(over, milliseconds * (0.75 + Math.random() / 2));
      this.#hurry = () => {
        clearTimeout(waiting);
        over();
      };
    });
  }

  #retry() {
    if (this.state === "online" || this.state === "connecting") return;
    this.#failures = 0;
    // This includes an attempt that is still waiting for a response over the lost network.
    this.#end();
    this.#hurry();
  }
}
