// Shows a page's slides one at a time. The arrow keys move between them; a speaker view in another window follows.

const deck = document.querySelector("[data-deck]");
const slides = [...deck.querySelectorAll(".slide")];
const bar = document.querySelector("[data-deck-bar]");
const place = bar.querySelector("[data-place]");
const isSpeaker = deck.dataset.canSpeak === "true" && new URLSearchParams(location.search).has("speaker");
const channel = new BroadcastChannel(`slides:${deck.dataset.deck}`);
// A short slide is larger than normal, a long one smaller.
const largest = 1.35;
const smallest = 0.5;
let current = -1;

document.documentElement.classList.add("deck-live");
deck.classList.toggle("is-speaker", isSpeaker);
bar.hidden = false;
if (isSpeaker) {
  bar.querySelector("[data-speaker-link]").hidden = true;
  bar.querySelector("[data-go=full]").hidden = true;
  showTime();
}

// Rendering a diagram or loading a font changes what fits.
const watch = new ResizeObserver(() => fit(slides[current]));
slides.forEach(slide => watch.observe(slide.querySelector(".slide-page")));
slides.forEach(slide => slide.querySelectorAll(".slide-page *").forEach(part => { if (part.matches(".diagram, img")) watch.observe(part); }));

const go = {
  on: () => show(current + 1),
  back: () => show(current - 1),
  full: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
};
const keys = {
  ArrowRight: go.on, ArrowDown: go.on, PageDown: go.on, " ": go.on,
  ArrowLeft: go.back, ArrowUp: go.back, PageUp: go.back,
  Home: () => show(0), End: () => show(slides.length - 1),
};

bar.addEventListener("click", event => go[event.target.closest("[data-go]")?.dataset.go]?.());
document.addEventListener("keydown", event => {
  const isControl = event.target.closest("button, a, summary, input, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || (isControl && event.key === " ")) return;
  // A table or code block that scrolls sideways keeps its arrow keys.
  const frame = event.target.closest(".table-frame, pre");
  if (frame && frame.scrollWidth > frame.clientWidth && event.key.startsWith("Arrow")) return;
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
window.addEventListener("hashchange", () => show(fromHash()));
channel.onmessage = ({ data }) => show(data, { tell: false });
show(fromHash());

function fromHash() {
  const number = Number(/^#slide-(\d+)$/.exec(location.hash)?.[1] ?? 1);
  return Math.min(Math.max(number, 1), slides.length) - 1;
}

function show(index, { tell = true } = {}) {
  index = Math.min(Math.max(index, 0), slides.length - 1);
  if (index === current) return;
  current = index;
  slides.forEach((slide, number) => {
    slide.classList.toggle("is-current", number === index);
    slide.classList.toggle("is-next", isSpeaker && number === index + 1);
  });
  place.textContent = `${index + 1} of ${slides.length}`;
  history.replaceState(null, "", `${location.pathname}${location.search}#slide-${index + 1}`);
  slides[index].querySelector("h1, h2")?.focus({ preventScroll: true });
  fit(slides[index]);
  if (tell) channel.postMessage(index);
}

/** Reduces the font size step by step until the slide fits its screen; a slide that is still too long scrolls. */
function fit(slide) {
  const page = slide?.querySelector(".slide-page");
  if (!page || page.clientHeight === 0) return;
  for (let scale = largest; scale >= smallest; scale -= 0.05) {
    page.style.setProperty("--slide-scale", scale.toFixed(2));
    if (page.scrollHeight <= page.clientHeight + 1 && [...page.querySelectorAll(".table-frame, pre")].every(frame => frame.scrollWidth <= frame.clientWidth + 1)) return;
  }
}

/** The speaker's clock: the time since the start. */
function showTime() {
  const clock = bar.querySelector("[data-clock]");
  const began = performance.now();
  clock.hidden = false;
  const tick = () => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  tick();
  setInterval(tick, 1000);
}
