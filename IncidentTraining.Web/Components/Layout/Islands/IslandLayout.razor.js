// Reports whether the circuit behind a page's interactive parts is connected, and disables the controls that need it while it is not.
function tell(isThere) {
  document.getElementById("main").dataset.interactive = isThere;
  for (const control of document.querySelectorAll("[data-live]")) control.disabled = !isThere;
}

export function start() {
  tell(true);
  document.addEventListener("components-reconnect-state-changed", event => tell(event.detail.state === "hide"), { capture: true });
}
