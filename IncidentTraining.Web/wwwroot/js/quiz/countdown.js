// Counts down in this browser from the remaining time sent by the server, without polling.

const warnings = [[5, "Five minutes left."], [1, "One minute left."]];

/**
 * @param page The element with data-remaining (milliseconds when the page was rendered) and data-time (the address to query again).
 * @param onEnd Called once, when the server confirms that the time is up.
 */
export class Countdown {
  #page;
  #onEnd;
  #clock;
  #warning;
  #end;           // in milliseconds of performance.now()
  #ended = false;
  #tick;

  constructor(page, onEnd) {
    this.#page = page;
    this.#onEnd = onEnd;
    this.#clock = page.querySelector("[data-clock]");
    this.#warning = page.querySelector("[data-clock-warning]");
    const arrived = performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now();
    this.#end = arrived + Number(page.dataset.remaining);
    this.#hideable();
    // The browser's counter may stop while the computer sleeps, so the server is queried after waking.
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.#ask(); });
    this.#show();
  }

  #show() {
    clearTimeout(this.#tick);
    if (this.#ended) return;
    const left = Math.max(0, this.#end - performance.now());
    const seconds = Math.ceil(left / 1000);
    this.#clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const warning = warnings.filter(([minutes]) => seconds <= minutes * 60).at(-1)?.[1] ?? "";
    if (this.#warning.textContent !== warning) this.#warning.textContent = warning;
    if (left === 0) this.#ask();
    else this.#tick = setTimeout(() => this.#show(), left % 1000 || 1000);
  }

  async #ask() {
    if (this.#ended) return;
    clearTimeout(this.#tick);
    try {
      const answer = await fetch(this.#page.dataset.time, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
      if (answer.ok) this.#end = performance.now() + (await answer.json()).remaining;
    } catch (unreachable) {
      console.info("The remaining time could not be loaded.", unreachable);
    }
    if (this.#end > performance.now()) {
      this.#show();
    } else if (!this.#ended) {
      this.#ended = true;
      this.#clock.textContent = "0:00";
      this.#warning.textContent = "The time is up.";
      this.#onEnd();
    }
  }

  #hideable() {
    const toggle = this.#page.querySelector("[data-clock-toggle]");
    const box = this.#page.querySelector("[data-clock-box]");
    const set = hidden => {
      box.hidden = hidden;
      toggle.setAttribute("aria-pressed", String(hidden));
      toggle.textContent = hidden ? "Show timer" : "Hide timer";
    };
    set(localStorage.getItem("quiz-timer") === "hidden");
    toggle.addEventListener("click", () => {
      localStorage.setItem("quiz-timer", box.hidden ? "shown" : "hidden");
      set(!box.hidden);
    });
  }
}
