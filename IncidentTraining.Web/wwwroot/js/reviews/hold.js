// Keeps a document on this desk while the page is open, and lays it back when the page goes.

const every = 50_000; // milliseconds; the lease lasts two minutes

export function holdDesk(desk, token, problem) {
  const send = (url, keepalive = false) => fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": token },
    body: "{}",
    keepalive,
  });
  const take = async () => {
    try {
      const answer = await send(desk.dataset.hold);
      if (answer.status === 409) problem(`${(await answer.json()).detail} What you write is kept in this browser until then.`);
    } catch (unreachable) {
      // The autosave says that there is no connection; the lease outlasts a short break.
      console.info("The desk could not be held.", unreachable);
    }
  };
  take();
  const timer = setInterval(take, every);
  addEventListener("pagehide", () => {
    clearInterval(timer);
    send(desk.dataset.layBack, true).catch(gone => console.info("The document is laid back when its lease ends.", gone));
  });
  // A page that the browser brings back from its cache has laid the document back.
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
}
