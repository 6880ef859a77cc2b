// Counts down to a moment, and then up from it, in the browser. The server's value is tied to the browser's monotonic clock, so that
// neither a wrong wall clock nor a sleeping tab makes the countdown drift.
const running = new Map();

/** A limit has no wording for `after`, and does not count past its end. */
export function count(element, secondsLeft, rate, before, after) {
  stop(element);
  const since = performance.now();
  const show = () => {
    const exact = secondsLeft - (performance.now() - since) / 1000 * rate;
    const left = after === null ? Math.max(0, exact) : exact;
    const whole = left < 0 ? Math.floor(-left) : Math.ceil(left);
    const two = number => String(number).padStart(2, "0");
    const hours = Math.floor(whole / 3600);
    const clock = `${hours > 0 ? `${hours}:` : ""}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    const words = `${left < 0 ? after : before} ${clock}`.trim();
    if (element.textContent !== words) element.textContent = words;
    element.classList.toggle("overdue", left < 0);
    element.classList.toggle("is-short", left < 300);
  };
  show();
  if (rate > 0) running.set(element, setInterval(show, 250));
}

export function stop(element) {
  clearInterval(running.get(element));
  running.delete(element);
}
