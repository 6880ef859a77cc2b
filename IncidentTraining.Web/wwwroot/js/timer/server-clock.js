// The server's clock as seen from this browser.
//
// The browser's own clock is never asked: it may be minutes wrong, and somebody may set it while a lab runs. Time is
// counted with performance.now(), which only ever goes forward, plus an offset that is measured over the connection.
//
// An answer that was stamped with the server's time T, asked for at local time S and received at R, proves that the
// offset lies between T - R and T - S, however the delay was divided between the two ways. Several answers prove the
// intersection of their intervals; its middle is the estimate and half its width the greatest possible error. With a
// round trip of r the error is at most r / 2, and an asymmetry of a milliseconds between the ways costs a / 2.

/** Two crystals drift apart; this is generous for any machine that is not broken (milliseconds per millisecond). */
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

  /** The greatest possible error in milliseconds; infinite until the first answer. */
  get uncertainty() {
    return this.#doubted ? Infinity : (this.#highest - this.#lowest) / 2 + DRIFT * (this.#local() - this.#at);
  }

  /** The server's UTC clock in milliseconds since 1970; NaN as long as nothing at all is known. */
  now() {
    const offset = Number.isFinite(this.#highest) ? (this.#lowest + this.#highest) / 2 : this.#lowest;
    return Number.isFinite(offset) ? this.#local() + offset : NaN;
  }

  /**
   * Learns from a question and its answer; all three in milliseconds, the middle one on the server's clock.
   * What the server said unasked has no time of asking: it is older than its arrival, and that is all it proves.
   */
  learn(sent, serverTime, received) {
    const age = received - this.#at;
    const lowest = Math.max(serverTime - received, this.#lowest - DRIFT * age);
    const highest = Math.min(serverTime - sent, this.#highest + DRIFT * age);
    // An empty intersection means that a clock was set or the machine slept: only the newest answer still counts.
    const agrees = !this.#doubted && lowest <= highest;
    [this.#lowest, this.#highest] = agrees ? [lowest, highest] : [serverTime - received, serverTime - sent];
    this.#at = received;
    this.#doubted = false;
  }

  /** Goes on with the present offset until the next answer, and trusts that one alone: the machine may have slept. */
  doubt() {
    this.#doubted = true;
  }
}

/**
 * Asks for the server's time a few times, so that at least one answer travelled without waiting anywhere.
 * @param {ServerClock} clock
 * @param {() => Promise<number>} ask
 */
export async function measure(clock, ask, { samples = 10, pause = 40, local = () => performance.now() } = {}) {
  for (let i = 0; i < samples; i++) {
    const sent = local();
    const serverTime = await ask();
    clock.learn(sent, serverTime, local());
    // Growing pauses step out of the rhythm of whatever else the network is doing.
    await new Promise(resolve => setTimeout(resolve, pause * (1 + i / 2)));
  }
}
