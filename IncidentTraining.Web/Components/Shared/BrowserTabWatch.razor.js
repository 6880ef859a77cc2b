// Reports when the tab becomes hidden or visible. A tab that is hidden only for a moment counts as visible.
const glance = 2000;
let told = false;
let waits;
let listener;

export function watch(server) {
  listener = () => {
    clearTimeout(waits);
    if (!document.hidden) tell(server, false);
    else waits = setTimeout(() => tell(server, true), glance);
  };
  document.addEventListener("visibilitychange", listener);
  listener();
}

export function stop() {
  clearTimeout(waits);
  document.removeEventListener("visibilitychange", listener);
  told = false;
}

function tell(server, hidden) {
  if (hidden === told) return;
  told = hidden;
  server.invokeMethodAsync("Hidden", hidden);
}
