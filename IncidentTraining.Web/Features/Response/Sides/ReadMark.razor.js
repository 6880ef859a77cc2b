// Up to which message of a channel its reader has read, kept in this browser.
const key = of => `channel-read-${of}`;

export function load(server, of) {
  // Not awaited: the server waits for this call before it takes others.
  server.invokeMethodAsync("Loaded", Number(localStorage.getItem(key(of)) ?? 0));
}

export function store(of, read) {
  localStorage.setItem(key(of), read);
}

export function end() {
  // Nothing runs here that would have to be stopped.
}
