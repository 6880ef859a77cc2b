// The class's clock for a whole room: it continues while the connection is lost, reports the lost connection, and keeps the screen on.
import { ClassPart, say } from "../../js/timer/class-part.js";

class ClassProjector extends ClassPart {
  update() {
    if (this.feed.state === "refused") {
      this.#goBlank();
      return;
    }
    super.update();
    const qr = this.querySelector("[data-part=join-qr]");
    const code = this.feed.joinCode;
    if (qr && code && !qr.src.includes(code)) qr.src = `/join/${code}/qr.svg`;
  }

  /** The link was revoked: clears the screen and stops the countdown. */
  #goBlank() {
    const revoked = this.querySelector(".projector-revoked");
    this.dataset.phase = "Revoked";
    revoked.hidden = false;
    this.replaceChildren(revoked);
  }
}

const awake = document.querySelector("[data-part=awake]");
const fullScreen = document.querySelector("[data-part=full-screen]");

/** Asks the browser to keep the screen on, and reports if that fails. */
async function stayAwake() {
  if (!("wakeLock" in navigator)) {
    say(awake, window.isSecureContext
      ? "This browser cannot keep the screen on. Switch off the screen saver."
      : "Without HTTPS the browser cannot keep the screen on. Switch off the screen saver.");
    return;
  }
  try {
    const lock = await navigator.wakeLock.request("screen");
    say(awake, "");
    lock.addEventListener("release", () => document.visibilityState === "visible" && stayAwake());
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) {
      throw refusal;
    }
    say(awake, "The screen may turn off, because this device did not allow keeping it on.");
  }
}

function offerFullScreen() {
  fullScreen.hidden = !document.fullscreenEnabled || document.fullscreenElement !== null;
}

customElements.define("class-projector", ClassProjector);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stayAwake());
document.addEventListener("fullscreenchange", offerFullScreen);
fullScreen.addEventListener("click", () => document.documentElement.requestFullscreen());
offerFullScreen();
await stayAwake();
