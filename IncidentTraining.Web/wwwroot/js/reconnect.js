// A portal that was restarted does not know the page's circuit any more: the page is loaded again by itself, unless that
// would take away something that somebody has typed and nothing keeps.
document.addEventListener('components-reconnect-state-changed', event => {
  const typed = [...document.querySelectorAll('textarea:not([data-keep])')].some(field => field.value);
  if (event.detail.state === 'rejected' && !typed) {
    location.reload();
  }
}, { capture: true });
