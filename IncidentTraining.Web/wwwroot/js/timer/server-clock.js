// The server's clock as seen from this browser. The browser's own clock may be off by minutes or change during a lab: time is counted with
// performance.now(), which only increases, plus an offset measured over the connection.
//
// A response stamped T, requested at local time S and received at R, proves an offset between T - R and T - S, whatever the delay in each
// direction. The middle of what several responses have in common is the estimate; its error is at most half of the shortest round trip.

/** Maximum clock drift; generous for any working machine (milliseconds per millisecond). */
const DRIFT = 100e-6;

export class ServerClock {
  #local;
  #lowest = -Infinity;
  #highest = Infinity;
  #at = 0;
  #doubted = false;

  /** @param {() => number} local a monotonic clock in milliseconds */
  constructor(local = () => performance.now()) {
    this.#local = local;
  }

  /** The server's UTC clock in milliseconds since 1970; NaN as long as it is unknown. */
  now() {
    const offset = Number.isFinite(this.#highest) ? (this.#lowest + this.#highest) / 2 : this.#lowest;
    return Number.isFinite(offset) ? this.#local() + offset : NaN;
  }

  /**
   * Learns from a request and its response; all three times in milliseconds, the middle one on the server's clock.
   * A time pushed by the server has no request time: it only proves that it was stamped before it arrived.
   */
  learn(sent, serverTime, received) {
    const age = received - this.#at;
    const lowest = Math.max(serverTime - received, this.#lowest - DRIFT * age);
    const highest = Math.min(serverTime - sent, this.#highest + DRIFT * age);
    // An empty intersection means that a clock was changed or the machine slept: only the newest response counts.
    const agrees = !this.#doubted && lowest <= highest;
    [this.#lowest, this.#highest] = agrees ? [lowest, highest] : [serverTime - received, serverTime - sent];
    this.#at = received;
    this.#doubted = false;
  }

  /** Keeps the current offset until the next response, then trusts only that one: the machine may have slept. */
  doubt() {
    this.#doubted = true;
  }
}

/**
 * Requests the server's time a few times, so that at least one response arrives without queuing delay.
 * @param {ServerClock} clock
 * @param {() => Promise<number>} ask
 */
export async function measure(clock, ask, { samples = 10, pause = 40, local = () => performance.now() } = {}) {
  for (let i = 0; i < samples; i++) {
    const sent = local();
    const serverTime = await ask();
    clock.learn(sent, serverTime, local());
    // Increasing pauses avoid falling into step with other traffic on the network.
    await new Promise(resolve => setTimeout(resolve, pause * (1 + i / 2)));
  }
}
