// The class's timer on every page of its members: <class-timer> in the top bar, <class-announcement> below it, and <class-clock>, <class-now> and
// <class-day> wherever a page uses them. Custom elements, because interactive pages replace prerendered elements at a time that a script cannot know.
import { ClassFeed } from "./class-feed.js";
import { PHASES, digitsLabel, hourMinute, icon, shownDigits } from "./wording.js";

const SPOKEN_AT_MINUTES = [5, 1];
const feeds = new Map();

function feedOf(classId) {
  if (!feeds.has(classId)) {
    feeds.set(classId, new ClassFeed(`/hubs/timer?class=${encodeURIComponent(classId)}`));
  }
  return feeds.get(classId);
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Writes only changes, because screen readers and users notice every update. */
function say(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

class ClassPart extends HTMLElement {
  #update = () => this.update();

  connectedCallback() {
    this.feed = feedOf(this.dataset.class);
    if (this.dataset.snapshot) {
      this.feed.take(JSON.parse(this.dataset.snapshot));
    }
    if (!this.built && this.build) {
      this.replaceChildren();
      this.build();
      this.built = true;
    }
    this.feed.addEventListener("change", this.#update);
    this.feed.addEventListener("tick", this.#update);
    this.update();
  }

  disconnectedCallback() {
    this.feed.removeEventListener("change", this.#update);
    this.feed.removeEventListener("tick", this.#update);
  }

  get offlineNote() {
    return this.feed.state === "offline" ? `offline since ${hourMinute(this.feed.offlineSince, this.feed.zone)}` : "";
  }

  /** Sets the phase for the style sheet; returns true when it has changed. */
  markPhase() {
    const phase = this.feed.phase;
    this.dataset.measured = this.feed.measured;
    const changed = this.dataset.phase !== phase;
    if (phase) {
      this.dataset.phase = phase;
    }
    return changed && phase !== undefined;
  }

  set shown(shown) {
    this.hidden = !shown;
  }
}

/** The remaining time in minutes and seconds. */
class ClassClock extends ClassPart {
  build() {
    this.setAttribute("role", "timer");
  }

  update() {
    this.markPhase();
    this.shown = this.feed.remaining !== null;
    say(this, shownDigits(this.feed));
    this.setAttribute("aria-label", digitsLabel(this.feed));
  }
}

/** The top bar's timer: the current activity, the remaining time, and the state of the connection. */
class ClassTimer extends ClassPart {
  #before = Infinity;

  build() {
    this.mark = element("span", "timer-mark");
    this.name = element("span", "timer-title");
    this.digits = element("span", "timer-digits");
    this.digits.setAttribute("role", "timer");
    this.note = element("span", "timer-note");
    this.spoken = element("span", "visually-hidden");
    this.spoken.setAttribute("role", "status");
    this.append(this.mark, this.name, this.digits, this.note, this.spoken);
  }

  update() {
    const { feed } = this;
    const left = feed.remaining;
    if (this.markPhase()) {
      this.mark.replaceChildren(icon(feed.phase));
    }
    // A page that was read before access ended stays in the browser; the next click asks to sign in.
    const refused = feed.state === "refused";
    this.shown = left !== null || feed.state === "offline" || refused;
    this.mark.hidden = left === null;
    say(this.name, left === null ? "" : feed.snapshot.title);
    this.name.title = this.name.textContent;
    say(this.digits, shownDigits(feed));
    this.digits.setAttribute("aria-label", digitsLabel(feed));
    const phaseNote = ["Paused", "TimeUp"].includes(feed.phase) ? PHASES[feed.phase].word : "";
    say(this.note, refused ? "you are signed out" : [phaseNote, this.offlineNote].filter(Boolean).join(" · "));
    this.#speak(left);
  }

  /** Screen readers announce five minutes, one minute and the end, but not every second. */
  #speak(left) {
    const title = this.feed.snapshot?.title;
    const minutes = SPOKEN_AT_MINUTES.find(m => this.#before > m * 60_000 && left <= m * 60_000 && left > (m * 60 - 10) * 1000);
    if (left !== null && this.#before !== Infinity) {
      if (this.#before > 0 && left === 0) {
        say(this.spoken, `Time is up: ${title}.`);
      } else if (minutes) {
        say(this.spoken, `${minutes === 1 ? "One minute" : `${minutes} minutes`} left in ${title}.`);
      }
    }
    this.#before = left ?? Infinity;
  }
}

/** The facilitator's announcement. */
class ClassAnnouncement extends ClassPart {
  build() {
    this.setAttribute("role", "status");
    this.text = element("p", "announcement-text");
    this.append(this.text);
  }

  update() {
    const text = this.feed.snapshot?.announcement ?? "";
    this.shown = text !== "";
    say(this.text, text);
  }
}

/** A card with the current activity, its end, and the next activity. */
class ClassNow extends ClassPart {
  build() {
    this.phaseWord = element("p", "now-phase");
    this.name = element("p", "now-title");
    this.digits = element("p", "now-digits");
    this.digits.setAttribute("role", "timer");
    this.until = element("p", "now-until");
    this.next = element("p", "now-next");
    this.append(this.phaseWord, this.name, this.digits, this.until, this.next);
  }

  update() {
    const { feed } = this;
    const { snapshot, phase } = feed;
    if (!snapshot) {
      // No longer a member: the activity must not be shown.
      this.hidden = feed.state === "refused";
      return;
    }
    if (this.markPhase()) {
      this.phaseWord.replaceChildren(icon(phase), ` ${PHASES[phase].word}`);
    }
    say(this.name, snapshot.title ?? "");
    this.digits.hidden = feed.remaining === null;
    say(this.digits, shownDigits(feed));
    this.digits.setAttribute("aria-label", digitsLabel(feed));
    const until = { Running: "until", TimeUp: "since" }[phase];
    say(this.until, [until && `${until} ${hourMinute(snapshot.deadline, feed.zone)}`, this.offlineNote].filter(Boolean).join(" · "));
    say(this.next, snapshot.next ? `Next: ${snapshot.next}` : "");
  }
}

/** The day as a column: the current, finished and next activities. The server renders all labels. */
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

customElements.define("class-clock", ClassClock);
customElements.define("class-timer", ClassTimer);
customElements.define("class-announcement", ClassAnnouncement);
customElements.define("class-now", ClassNow);
customElements.define("class-day", ClassDay);
