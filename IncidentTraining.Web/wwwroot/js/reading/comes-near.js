/** Waits until one of the elements scrolls near the viewport, so that unseen content is not loaded. */
export function comesNear(elements) {
  // A page for printing must be complete at once.
  if (document.querySelector("[data-print]")) return Promise.resolve();
  return new Promise(resolve => {
    const watch = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      watch.disconnect();
      resolve();
    }, { rootMargin: "800px" });
    elements.forEach(element => watch.observe(element));
    // A printed page has no scrolling.
    window.addEventListener("beforeprint", resolve);
  });
}
