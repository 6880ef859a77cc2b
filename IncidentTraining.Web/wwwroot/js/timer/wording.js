// The wording of time and phase, the same on every screen.

const LONGEST_OVERRUN = (99 * 60 + 59) * 1000;
const HOUR_MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** The label of each phase and the outline of its icon. */
export const PHASES = {
  BeforeStart: { word: "Not started yet", icon: "M12 3 a9 9 0 1 0 0.01 0 M12 7 V12 L15.5 14" },
  Running: { word: "Running", icon: "M7 4 L20 12 L7 20 Z" },
  TimeUp: { word: "Time is up", icon: "M7 3 H17 M7 21 H17 M8 3 Q8 9 12 12 Q16 15 16 21 M16 3 Q16 9 12 12 Q8 15 8 21" },
  Paused: { word: "Paused", icon: "M8 5 V19 M16 5 V19" },
  Between: { word: "Finished", icon: "M4 12.5 L9.5 18 L20 6.5" },
  Over: { word: "The day is over", icon: "M6 21 V4 H18 L15 8.5 L18 13 H6" },
};

/** Formats milliseconds as minutes and seconds. Rounded up: 00:00 means that no time is left. */
export function digits(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = number => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** The digits of a feed: the time left, or the overrun; empty when there is no current activity. */
export function shownDigits(feed) {
  const left = feed.remaining;
  if (left === null || Number.isNaN(left)) {
    return "";
  }
  // Full seconds only: +00:01 means that a whole second has passed. A long overrun is shown as a start time, so that the digits keep their width.
  return left === 0 && feed.overrun !== null ? `+${digits(Math.floor(Math.min(feed.overrun, LONGEST_OVERRUN) / 1000) * 1000)}` : digits(left);
}

/** The meaning of the digits, for screen readers. */
export function digitsLabel(feed) {
  return feed.phase === "TimeUp" ? `Overrun of ${feed.snapshot.title}` : `Time left in ${feed.snapshot?.title ?? "what is on"}`;
}

/** Formats a server time as hours and minutes, in the reader's or a given time zone. */
export function hourMinute(utcMilliseconds, timeZone) {
  return Number.isFinite(utcMilliseconds)
    ? new Intl.DateTimeFormat("en-GB", { ...HOUR_MINUTE, timeZone }).format(utcMilliseconds)
    : "now";
}

/** The outline of a phase's icon as an element; screen readers read the label next to it. */
export function icon(phase) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PHASES[phase].icon);
  svg.append(path);
  return svg;
}
