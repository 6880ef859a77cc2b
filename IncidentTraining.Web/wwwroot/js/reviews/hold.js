// Holds the lock on a document while it is graded, and releases it when the page or the grader moves on.

const every = 50_000; // milliseconds; the lock lasts two minutes

/** Acquires the lock; the returned function releases it. */
export function holdDesk(desk, token, problem) {
  const gone = new AbortController();
  const send = (url, keepalive = false) => fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": token },
    body: "{}",
    keepalive,
  });
  const take = async () => {
    try {
      const answer = await send(desk.dataset.hold);
      if (answer.status === 409 && desk.isConnected) problem(`${(await answer.json()).detail} Your text is kept in this browser until then.`);
    } catch (unreachable) {
      // The autosave reports the lost connection; the lock outlasts a short interruption.
      console.info("The lock could not be renewed.", unreachable);
    }
  };
  let taking = take();
  const timer = setInterval(() => { taking = take(); }, every);
  const layBack = () => {
    clearInterval(timer);
    gone.abort();
    return send(desk.dataset.layBack, true).catch(unreachable => console.info("The lock is released when it expires.", unreachable));
  };
  addEventListener("pagehide", layBack, { signal: gone.signal });
  // Not before it is acquired; otherwise the lock would remain until it expires.
  return () => taking.then(layBack);
}
