// Counts a lab's time down in the browser. What the server said is kept with the browser's monotonic clock, so that
// neither a wrong wall clock nor a sleeping tab makes it drift.
const running = new Map();

export function count(element, secondsLeft, rate) {
  stop(element);
  const since = performance.now();
  const show = () => {
    const left = Math.max(0, secondsLeft - (performance.now() - since) / 1000 * rate);
    const whole = Math.ceil(left);
    const two = number => String(number).padStart(2, "0");
    const hours = Math.floor(whole / 3600);
    element.textContent = (hours > 0 ? `${hours}:` : "") + `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    element.parentElement.classList.toggle("is-short", left < 300);
  };
  show();
  if (rate > 0) running.set(element, setInterval(show, 250));
}

export function stop(element) {
  clearInterval(running.get(element));
  running.delete(element);
}
