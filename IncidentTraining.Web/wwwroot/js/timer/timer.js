// The class's clock on every page of its members: <class-timer> in the top bar, <class-announcement> below it, and <class-clock>,
// <class-now> and <class-day> wherever a page uses them.
import { ClassPart, say } from "./class-part.js";

const SPOKEN_AT_MINUTES = [5, 1];

/** The top bar's timer. Screen readers announce five minutes, one minute and the end, but not every second. */
class ClassTimer extends ClassPart {
  #before = Infinity;

  update() {
    super.update();
    const left = this.feed.remaining;
    const title = this.feed.snapshot?.title;
    this.querySelector(".timer-title").title = title ?? "";
    const minutes = SPOKEN_AT_MINUTES.find(m => this.#before > m * 60_000 && left <= m * 60_000 && left > (m * 60 - 10) * 1000);
    const spoken = this.querySelector("[role=status]");
    if (left !== null && this.#before !== Infinity) {
      if (this.#before > 0 && left === 0) {
        say(spoken, `Time is up: ${title}.`);
      } else if (minutes) {
        say(spoken, `${minutes === 1 ? "One minute" : `${minutes} minutes`} left in ${title}.`);
      }
    }
    this.#before = left ?? Infinity;
  }
}

/** The day as a column: the completed, current and next activities. The server renders all labels. */
class ClassDay extends ClassPart {
  update() {
    const { snapshot } = this.feed;
    if (!snapshot) {
      return;
    }
    for (const item of this.querySelectorAll("[data-activity]")) {
      const id = item.dataset.activity;
      const isOn = id === snapshot.activityId;
      const state = isOn ? (snapshot.phase === "Paused" ? "paused" : "on")
        : snapshot.finished.includes(id) ? "finished" : id === snapshot.nextId ? "next" : "planned";
      if (item.dataset.state !== state) {
        item.dataset.state = state;
        if (isOn) item.setAttribute("aria-current", "step");
        else item.removeAttribute("aria-current");
      }
    }
  }
}

customElements.define("class-timer", ClassTimer);
customElements.define("class-day", ClassDay);
for (const name of ["class-announcement", "class-clock", "class-now"]) customElements.define(name, class extends ClassPart {});
