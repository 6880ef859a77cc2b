// A restarted portal no longer knows the page's circuit: the page is reloaded automatically, unless that would lose typed text that is not
// stored anywhere, or interrupt someone who is writing on a page that saves without a circuit.
document.addEventListener("components-reconnect-state-changed", event => {
  const typed = [...document.querySelectorAll("textarea:not([data-keep], [data-kept=true] *)")].some(field => field.value);
  if (event.detail.state === "rejected" && !typed && !document.querySelector("[data-saves-itself]")) {
    location.reload();
  }
}, { capture: true });

// An empty address in a link would be the portal's start page, not this one.
document.addEventListener("click", event => {
  if (!event.target.closest("#components-reconnect-modal a")) return;
  event.preventDefault();
  location.reload();
});
