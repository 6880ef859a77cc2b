// The wording of time and phase, the same on every screen.

const LONGEST_OVERRUN = (99 * 60 + 59) * 1000;
const HOUR_MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const PHASES = {
  BeforeStart: "Not started yet", Running: "Running", TimeUp: "Time is up", Paused: "Paused", Between: "Finished", Over: "The day is over",
};

/** Formats milliseconds as minutes and seconds. Rounded up: 00:00 means that no time is left. */
function digits(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = number => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** The time left, or the overrun; empty when there is no current activity. */
function count({ remaining, overrun }) {
  if (remaining === null || Number.isNaN(remaining)) return "";
  // Full seconds only: +00:01 means that a whole second has passed. A long overrun is shown as a start time, so that the digits keep their width.
  return remaining === 0 && overrun !== null ? digits(Math.floor(Math.min(overrun, LONGEST_OVERRUN) / 1000) * 1000) : digits(remaining);
}

/** Formats a server time as hours and minutes in the time zone of the class; in the reader's own as long as that is unknown. */
function hourMinute(utcMilliseconds, timeZone) {
  return Number.isFinite(utcMilliseconds)
    ? new Intl.DateTimeFormat("en-GB", { ...HOUR_MINUTE, timeZone }).format(utcMilliseconds)
    : "now";
}

/** The text about a class's clock, by the name in an element's data-say. */
export function wording(feed) {
  const { snapshot, phase, state } = feed;
  const at = time => hourMinute(time, snapshot?.timeZone);
  const isUp = phase === "TimeUp";
  const offline = state === "offline" ? `offline since ${at(feed.offlineSince)}` : "";
  const until = { Running: "until", TimeUp: "since" }[phase];
  const ends = until ? `${until} ${at(snapshot.deadline)}` : "";
  const next = snapshot?.next ? `Next: ${snapshot.next}` : "";
  const sign = isUp ? "+" : "";
  const joined = (...parts) => parts.filter(Boolean).join(" · ");
  return {
    phase: PHASES[phase] ?? "",
    title: snapshot?.title ?? "",
    sign,
    count: count(feed),
    digits: sign + count(feed),
    label: isUp ? `Overrun of ${snapshot.title}` : `Time left in ${snapshot?.title ?? "what is on"}`,
    ends: joined(ends, offline),
    below: phase === "Between" ? next : ends,
    next,
    first: snapshot?.next ? `First: ${snapshot.next}` : "",
    note: state === "refused" ? "you are signed out" : joined(isUp || phase === "Paused" ? PHASES[phase] : "", offline),
    offlineSince: at(feed.offlineSince),
    announcement: snapshot?.announcement ?? "",
    code: feed.joinCode,
  };
}
