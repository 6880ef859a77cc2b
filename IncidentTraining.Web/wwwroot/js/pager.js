// The pager on every page: <incident-pager> shows what rings with the person, sounds if they wanted it, and is
// acknowledged with one tap. The server says what rings; this script only shows it.
const RETRY_MILLISECONDS = [0, 1000, 2000, 5000];
const SOUND_KEY = "pager-sound";
const BEEP_EVERY_MILLISECONDS = 4000;
const PATIENCE_MILLISECONDS = 1000;

let pages = [];
const shown = new Set();
let beeping = 0;
const announced = new Set();

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Two short tones; browsers allow them only after the person has touched the page once, and until then keep them waiting. */
async function beep() {
  const context = new AudioContext();
  const silent = setTimeout(() => context.close(), PATIENCE_MILLISECONDS);
  await context.resume();
  clearTimeout(silent);
  if (context.state !== "running") {
    return;
  }
  for (const [at, pitch] of [[0, 880], [0.22, 660]]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.value = 0.15;
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + at);
    tone.stop(context.currentTime + at + 0.16);
  }
  setTimeout(() => context.close(), 1000);
}

function ring() {
  clearInterval(beeping);
  beeping = 0;
  if (pages.length > 0 && localStorage.getItem(SOUND_KEY) === "on") {
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
    shown.add(this);
    // An interactive page puts the element in first and its form afterwards.
    requestAnimationFrame(() => this.update());
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  update() {
    const form = this.querySelector("form");
    if (!form || !this.isConnected) {
      return;
    }
    if (!this.rows) {
      this.rows = element("div", "pager-rows");
      this.rows.setAttribute("role", "alert");
      this.append(this.rows);
    }
    this.hidden = pages.length === 0;
    this.rows.replaceChildren(...pages.map(page => this.row(page, form)));
  }

  row(page, form) {
    const row = element("div", "pager-row");
    const text = element("p", "pager-text");
    text.append(element("strong", "", "Page: "), page.title);
    if (page.level !== 0) {
      text.append(" ", element("span", "badge", "escalated"));
    }
    const tap = form.cloneNode(true);
    tap.hidden = false;
    tap.action = `${this.dataset.address}/pages/${page.id}/acknowledge`;
    const button = element("button", "button primary", "Acknowledge");
    button.dataset.testid = "pager-ack";
    tap.append(button);
    row.append(text, tap);
    return row;
  }
}

async function connect(failures = 0) {
  const again = () => setTimeout(() => connect(failures + 1), RETRY_MILLISECONDS[failures] ?? RETRY_MILLISECONDS.at(-1));
  const connection = new signalR.HubConnectionBuilder().withUrl("/hubs/pager").configureLogging(signalR.LogLevel.None).build();
  connection.serverTimeoutInMilliseconds = 15_000;
  connection.on("Pages", ringing => {
    pages = ringing;
    shown.forEach(pager => pager.update());
    ring();
  });
  connection.on("News", async note => {
    const bar = document.querySelector("[data-news]");
    (await import(new URL(bar.dataset.news, document.baseURI))).show(bar, note);
  });
  connection.onclose(() => connect());
  try {
    await connection.start();
  } catch {
    again();
  }
}

/** A switch for the sound and one for notifications, on the page of the on-call exercise. */
class PagerSettings extends HTMLElement {
  connectedCallback() {
    const sound = element("button", "button");
    sound.type = "button";
    const name = () => {
      sound.textContent = localStorage.getItem(SOUND_KEY) === "on" ? "Sound is on: turn it off" : "Turn sound on";
      sound.setAttribute("aria-pressed", localStorage.getItem(SOUND_KEY) === "on");
    };
    sound.addEventListener("click", () => {
      localStorage.setItem(SOUND_KEY, localStorage.getItem(SOUND_KEY) === "on" ? "off" : "on");
      name();
      ring();
      if (localStorage.getItem(SOUND_KEY) === "on") beep();
    });
    name();
    this.replaceChildren(sound);
    if ("Notification" in window && window.isSecureContext) {
      const notify = element("button", "button");
      notify.type = "button";
      const say = () => {
        notify.textContent = { granted: "Notifications are on", denied: "Notifications are blocked in the browser" }[Notification.permission] ?? "Allow notifications";
        notify.disabled = Notification.permission !== "default";
      };
      notify.addEventListener("click", async () => { await Notification.requestPermission(); say(); });
      say();
      this.append(notify);
    }
  }
}

customElements.define("incident-pager", IncidentPager);
customElements.define("pager-settings", PagerSettings);
if (document.querySelector("incident-pager")) {
  connect();
}
