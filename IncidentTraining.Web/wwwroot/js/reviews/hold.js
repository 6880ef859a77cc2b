// Keeps a document on this desk while it is graded, and lays it back when the page or the grader goes on.

const every = 50_000; // milliseconds; the lease lasts two minutes

/** Takes the document; the answer lays it back. */
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
      if (answer.status === 409 && desk.isConnected) problem(`${(await answer.json()).detail} What you write is kept in this browser until then.`);
    } catch (unreachable) {
      // The autosave says that there is no connection; the lease outlasts a short break.
      console.info("The desk could not be held.", unreachable);
    }
  };
  let taking = take();
  const timer = setInterval(() => { taking = take(); }, every);
  const layBack = () => {
    clearInterval(timer);
    gone.abort();
    return send(desk.dataset.layBack, true).catch(unreachable => console.info("The document is laid back when its lease ends.", unreachable));
  };
  addEventListener("pagehide", layBack, { signal: gone.signal });
  // Not before it is taken: the other way round it would stay here until its lease ends.
  return () => taking.then(layBack);
}
