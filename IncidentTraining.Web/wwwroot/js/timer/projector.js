// The class's timer for a whole room: it counts on through a lost connection and says so, and keeps the screen awake.
import { ClassFeed } from './class-feed.js';
import { PHASES, digits, hourMinute, icon } from './wording.js';

// What fits two lines in large letters; more is set smaller, so that the digits keep their quarter of the screen.
const LONG_ANNOUNCEMENT = 80;

const root = document.querySelector('.projector');
const zone = root.dataset.zone;
const part = Object.fromEntries([...root.querySelectorAll('[data-part]')].map(found => [found.dataset.part, found]));
const feed = new ClassFeed(root.dataset.hub);

function say(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

function show() {
  const { snapshot, phase } = feed;
  const left = feed.remaining;
  root.dataset.measured = feed.measured;
  if (root.dataset.phase !== phase) {
    root.dataset.phase = phase;
    part.phase.replaceChildren(icon(phase), ` ${PHASES[phase].word}`);
  }
  part.join.hidden = phase !== 'BeforeStart';
  part.on.hidden = phase === 'BeforeStart';
  say(part.first, snapshot.next ? `First: ${snapshot.next}` : '');
  say(part.title, snapshot.title ?? '');
  part.digits.hidden = left === null;
  say(part.digits, left === null ? '' : digits(left));
  part.digits.toggleAttribute('data-long', part.digits.textContent.length > '00:00'.length);
  part.digits.setAttribute('aria-label', `Time left of ${snapshot.title}`);
  say(part.until, below(phase, snapshot));
  root.toggleAttribute('data-announced', Boolean(snapshot.announcement));
  part.announcement.hidden = !snapshot.announcement;
  part.announcement.toggleAttribute('data-long', snapshot.announcement?.length > LONG_ANNOUNCEMENT);
  say(part.announcement, snapshot.announcement ?? '');
  part.offline.hidden = feed.state !== 'offline' && feed.state !== 'refused';
  say(part.offline, connectionNote());
}

function below(phase, snapshot) {
  switch (phase) {
    case 'Running': return `until ${hourMinute(snapshot.deadline, zone)}`;
    case 'TimeUp': return `since ${hourMinute(snapshot.deadline, zone)}`;
    case 'Between': return snapshot.next ? `Next: ${snapshot.next}` : '';
    default: return '';
  }
}

function connectionNote() {
  switch (feed.state) {
    case 'offline': return `Offline since ${hourMinute(feed.offlineSince, zone)}. The time keeps counting; changes will show when the connection is back.`;
    case 'refused': return 'This projector link was revoked. The facilitator can make a new one.';
    default: return '';
  }
}

/** Asks the browser to keep the screen on, and says honestly when it does not. */
async function stayAwake() {
  if (!('wakeLock' in navigator)) {
    say(part.awake, window.isSecureContext
      ? 'This browser cannot keep the screen on: switch the screen saver off.'
      : 'Without HTTPS a browser may not keep the screen on: switch the screen saver off.');
    return;
  }
  try {
    const lock = await navigator.wakeLock.request('screen');
    say(part.awake, '');
    lock.addEventListener('release', () => document.visibilityState === 'visible' && stayAwake());
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) {
      throw refusal;
    }
    say(part.awake, 'The screen may switch itself off: this machine did not allow to keep it on.');
  }
}

function offerFullScreen() {
  part['full-screen'].hidden = !document.fullscreenEnabled || document.fullscreenElement !== null;
}

feed.addEventListener('change', show);
feed.addEventListener('tick', show);
feed.take(JSON.parse(root.dataset.snapshot));
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && stayAwake());
document.addEventListener('fullscreenchange', offerFullScreen);
part['full-screen'].addEventListener('click', () => document.documentElement.requestFullscreen());
offerFullScreen();
await stayAwake();
