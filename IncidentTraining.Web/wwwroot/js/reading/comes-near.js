/** Waits until one of the elements comes near the window: what is not looked at need not be fetched for. */
export function comesNear(elements) {
  // A page made for printing has to be complete at once.
  if (document.querySelector('[data-print]')) return Promise.resolve();
  return new Promise(resolve => {
    const watch = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      watch.disconnect();
      resolve();
    }, { rootMargin: '800px' });
    elements.forEach(element => watch.observe(element));
    // A printed page has no scrolling.
    window.addEventListener('beforeprint', resolve);
  });
}
