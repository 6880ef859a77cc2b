// A part of a page that shows the class's clock. The server renders it; data-say names the text that an element shows (wording.js), and
// data-when the phases and states in which it is shown. It is a custom element because interactive pages replace prerendered elements at a
// time that a script cannot know.
import { ClassFeed } from "./class-feed.js";
import { wording } from "./wording.js";

const feeds = new Map();

function feedOf(url) {
  if (!feeds.has(url)) {
    feeds.set(url, new ClassFeed(url));
  }
  return feeds.get(url);
}

/** Writes only changes, because screen readers and users notice every update. */
export function say(target, text) {
  if (text === undefined || target.textContent === text) {
    return;
  }
  target.textContent = text;
  if (target.dataset.longFrom) target.toggleAttribute("data-long", text.length >= Number(target.dataset.longFrom));
}

export class ClassPart extends HTMLElement {
  #update = () => this.update();

  connectedCallback() {
    this.feed = feedOf(this.dataset.hub ?? `/hubs/timer?class=${encodeURIComponent(this.dataset.class)}`);
    if (this.dataset.snapshot) {
      this.feed.take(JSON.parse(this.dataset.snapshot));
    }
    for (const event of ["change", "tick"]) this.feed.addEventListener(event, this.#update);
    // A circuit inserts the element before its content.
    queueMicrotask(this.#update);
  }

  disconnectedCallback() {
    for (const event of ["change", "tick"]) this.feed.removeEventListener(event, this.#update);
  }

  update() {
    const { phase, state, snapshot, measured } = this.feed;
    const now = [phase, state, snapshot?.announcement ? "announced" : "quiet", snapshot?.isJoiningClosed ? "closed" : "open"];
    const words = wording(this.feed);
    this.dataset.measured = measured;
    if (phase) {
      this.dataset.phase = phase;
    }
    for (const part of [this, ...this.querySelectorAll("[data-when]")].filter(({ dataset }) => dataset.when)) {
      part.toggleAttribute("hidden", !part.dataset.when.split(" ").some(one => now.includes(one)));
    }
    for (const part of this.querySelectorAll("[data-say]")) say(part, words[part.dataset.say]);
    for (const timer of this.querySelectorAll("[role=timer]")) timer.setAttribute("aria-label", words.label);
  }
}
