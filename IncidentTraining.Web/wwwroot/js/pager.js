// The pager on every page: <incident-pager> shows the pages that are ringing for the person, plays a sound if they wanted it, and lets
// them acknowledge with one tap. The server determines what is ringing; this script only shows it.
import { Hub } from "./hub.js";

const SOUND_KEY = "pager-sound";
const BEEP_EVERY_MILLISECONDS = 4000;

let pages = [];
let beeping = 0;
const announced = new Set();
const isSoundOn = () => localStorage.getItem(SOUND_KEY) === "on";

/** Two short tones; browsers allow sound only after the person has interacted with the page. */
function beep() {
  document.querySelector("incident-pager audio").play().catch(() => { /* The next page may be allowed to play sound. */ });
}

function ring() {
  clearInterval(beeping);
  if (pages.length > 0 && isSoundOn()) {
    beep();
    beeping = setInterval(beep, BEEP_EVERY_MILLISECONDS);
  }
  for (const page of pages.filter(page => !announced.has(page.id))) {
    announced.add(page.id);
    if ("Notification" in window && Notification.permission === "granted") {
      new Notification("Page", { body: page.title, tag: page.id, requireInteraction: true });
    }
  }
}

class IncidentPager extends HTMLElement {
  connectedCallback() {
    // A circuit inserts the element first and its form afterwards.
    queueMicrotask(() => this.update());
  }

  update() {
    this.hidden = pages.length === 0;
    this.querySelector("[role=alert]").replaceChildren(...pages.map(page => this.row(page)));
  }

  row(page) {
    const row = this.querySelector("form").cloneNode(true);
    row.hidden = false;
    row.action = `${this.dataset.address}/pages/${page.id}/acknowledge`;
    row.querySelector("span").textContent = page.title;
    if (page.level !== 0) {
      const badge = Object.assign(document.createElement("span"), { className: "badge", textContent: "escalated" });
      row.querySelector("p").append(" ", badge);
    }
    row.querySelector("button").dataset.testid = "pager-ack";
    return row;
  }
}

/** One switch for the sound and one for notifications, on the page of the on-call exercise. */
class PagerSettings extends HTMLElement {
  connectedCallback() {
    const sound = this.button(() => {
      localStorage.setItem(SOUND_KEY, isSoundOn() ? "off" : "on");
      name();
      ring();
      if (isSoundOn()) beep();
    });
    const notify = this.button(async () => {
      await Notification.requestPermission();
      name();
    });
    const name = () => {
      sound.textContent = isSoundOn() ? "Sound is on: turn it off" : "Turn sound on";
      sound.setAttribute("aria-pressed", isSoundOn());
      const permission = globalThis.Notification?.permission;
      const states = { granted: "Notifications are on", denied: "Notifications are blocked in the browser" };
      notify.textContent = states[permission] ?? "Allow notifications";
      notify.disabled = permission !== "default";
      notify.hidden = !permission || !window.isSecureContext;
    };
    this.replaceChildren(sound, notify);
    name();
  }

  button(onclick) {
    return Object.assign(document.createElement("button"), { type: "button", className: "button", onclick });
  }
}

customElements.define("incident-pager", IncidentPager);
customElements.define("pager-settings", PagerSettings);
if (document.querySelector("incident-pager")) {
  new Hub("/hubs/pager", {
    Pages: ringing => {
      pages = ringing;
      document.querySelectorAll("incident-pager").forEach(pager => pager.update());
      ring();
    },
    News: async note => {
      const bar = document.querySelector("[data-news]");
      (await import(new URL(bar.dataset.news, document.baseURI))).show(bar, note);
    },
  });
}
