// The class's timer for a whole room: keeps counting through a lost connection and reports it, and keeps the screen on.
import { ClassFeed } from "../../js/timer/class-feed.js";
import { PHASES, digitsLabel, hourMinute, icon, shownDigits } from "../../js/timer/wording.js";

// The length of a title that fits two lines in large letters; longer ones are smaller, so that the digits keep a quarter of the screen.
const LONG_ANNOUNCEMENT = 80;

const root = document.querySelector(".projector");
const part = Object.fromEntries([...root.querySelectorAll("[data-part]")].map(found => [found.dataset.part, found]));
const feed = new ClassFeed(root.dataset.hub);

function say(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** The plus sign of an overrun is small, so that the digits keep a quarter of a narrow screen. */
function sayDigits(text) {
  if (part.digits.textContent === text) {
    return;
  }
  const plus = document.createElement("span");
  plus.className = "projector-plus";
  plus.textContent = "+";
  part.digits.replaceChildren(...(text.startsWith("+") ? [plus, text.slice(1)] : [text]));
}

function show() {
  const { snapshot, phase, zone } = feed;
  root.dataset.measured = feed.measured;
  if (feed.state === "refused") {
    goBlank();
    return;
  }
  if (root.dataset.phase !== phase) {
    root.dataset.phase = phase;
    part.phase.replaceChildren(icon(phase), ` ${PHASES[phase].word}`);
  }
  part.join.hidden = phase !== "BeforeStart";
  part["join-closed"].hidden = !snapshot.isJoiningClosed;
  part["join-open"].hidden = snapshot.isJoiningClosed;
  if (part["join-qr"]) part["join-qr"].hidden = snapshot.isJoiningClosed;
  showCode(feed.joinCode);
  part.over.hidden = phase !== "Over";
  part.on.hidden = phase === "BeforeStart" || phase === "Over";
  say(part.first, snapshot.next ? `First: ${snapshot.next}` : "");
  say(part.title, snapshot.title ?? "");
  part.digits.hidden = feed.remaining === null;
  sayDigits(shownDigits(feed));
  part.digits.toggleAttribute("data-long", part.digits.textContent.length > "00:00".length);
  part.digits.setAttribute("aria-label", digitsLabel(feed));
  say(part.until, below(phase, snapshot, zone));
  root.toggleAttribute("data-announced", Boolean(snapshot.announcement));
  part.announcement.hidden = !snapshot.announcement;
  part.announcement.toggleAttribute("data-long", snapshot.announcement?.length > LONG_ANNOUNCEMENT);
  say(part.announcement, snapshot.announcement ?? "");
  part.offline.hidden = feed.state !== "offline";
  say(part.offline, feed.state === "offline"
    ? `Offline since ${hourMinute(feed.offlineSince, zone)}. The time keeps counting; changes will show when the connection is back.`
    : "");
}

/** Replaces the join code that came with the page when it was renewed. */
function showCode(code) {
  if (!code || root.dataset.code === code) {
    return;
  }
  root.dataset.code = code;
  for (const shown of root.querySelectorAll("[data-code]")) say(shown, code);
  if (part["join-qr"]) part["join-qr"].src = `/join/${code}/qr.svg`;
}

/** The link was revoked: clears the screen and stops the countdown. */
function goBlank() {
  if (root.dataset.phase === "Revoked") {
    return;
  }
  root.dataset.phase = "Revoked";
  part.revoked.hidden = false;
  for (const child of [...root.children]) {
    if (child !== part.revoked) child.remove();
  }
}

function below(phase, snapshot, zone) {
  switch (phase) {
    case "Running": return `until ${hourMinute(snapshot.deadline, zone)}`;
    case "TimeUp": return `since ${hourMinute(snapshot.deadline, zone)}`;
    case "Between": return snapshot.next ? `Next: ${snapshot.next}` : "";
    default: return "";
  }
}

/** Asks the browser to keep the screen on, and reports when it does not. */
async function stayAwake() {
  if (!("wakeLock" in navigator)) {
    say(part.awake, window.isSecureContext
      ? "This browser cannot keep the screen on. Switch off the screen saver."
      : "Without HTTPS the browser cannot keep the screen on. Switch off the screen saver.");
    return;
  }
  try {
    const lock = await navigator.wakeLock.request("screen");
    say(part.awake, "");
    lock.addEventListener("release", () => document.visibilityState === "visible" && stayAwake());
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) {
      throw refusal;
    }
    say(part.awake, "The screen may turn off, because this device did not allow keeping it on.");
  }
}

function offerFullScreen() {
  part["full-screen"].hidden = !document.fullscreenEnabled || document.fullscreenElement !== null;
}

feed.addEventListener("change", show);
feed.addEventListener("tick", show);
feed.take(JSON.parse(root.dataset.snapshot));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stayAwake());
document.addEventListener("fullscreenchange", offerFullScreen);
part["full-screen"].addEventListener("click", () => document.documentElement.requestFullscreen());
offerFullScreen();
await stayAwake();
