// A restarted portal no longer knows the page's circuit: the page is reloaded automatically, unless that would lose typed text that is not stored
// anywhere.
document.addEventListener("components-reconnect-state-changed", event => {
  const typed = [...document.querySelectorAll("textarea:not([data-keep], [data-kept=true] *)")].some(field => field.value);
  if (event.detail.state === "rejected" && !typed) {
    location.reload();
  }
}, { capture: true });
