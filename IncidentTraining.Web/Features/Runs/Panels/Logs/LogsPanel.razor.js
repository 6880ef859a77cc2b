// Scrolling away from the newest lines pauses the list; the arrow keys choose a line.
const lists = new WeakMap();

export function watch(list, server, lineHeight) {
  const listening = new AbortController();
  const on = (type, handle) => list.addEventListener(type, handle, { signal: listening.signal, passive: type === "scroll" });
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };
  let away = false;
  on("scroll", () => {
    const wasAway = away;
    away = list.scrollTop > lineHeight;
    if (away && !wasAway) server.invokeMethodAsync("HoldAsync");
  });
  on("keydown", async event => {
    const step = steps[event.key];
    if (step == null || event.target !== list) return;
    event.preventDefault();
    const place = await server.invokeMethodAsync("StepAsync", step);
    const top = place * lineHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + lineHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + lineHeight - list.clientHeight;
  });
  for (const type of ["pointerenter", "pointerleave"]) {
    on(type, event => { if (event.pointerType === "mouse") server.invokeMethodAsync("PointAsync", type === "pointerenter"); });
  }
  lists.set(list, listening);
}

export function toTop(list) {
  list.scrollTop = 0;
}

export function stop(list) {
  lists.get(list)?.abort();
}
