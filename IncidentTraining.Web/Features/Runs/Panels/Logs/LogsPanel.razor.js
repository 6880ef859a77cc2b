// Scrolling away from the newest lines holds the list; arrow keys choose a line.
const lists = new WeakMap();

export function watch(list, server, lineHeight) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };
  let away = false;
  const onScroll = () => {
    const wasAway = away;
    away = list.scrollTop > lineHeight;
    if (away && !wasAway) server.invokeMethodAsync("HoldAsync");
  };
  const onKey = async event => {
    const step = steps[event.key];
    if (step == null || event.target !== list) return;
    event.preventDefault();
    const place = await server.invokeMethodAsync("StepAsync", step);
    const top = place * lineHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + lineHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + lineHeight - list.clientHeight;
  };
  const onPointer = event => { if (event.pointerType === "mouse") server.invokeMethodAsync("PointAsync", event.type === "pointerenter"); };
  list.addEventListener("pointerenter", onPointer);
  list.addEventListener("pointerleave", onPointer);
  list.addEventListener("scroll", onScroll, { passive: true });
  list.addEventListener("keydown", onKey);
  lists.set(list, { onScroll, onKey, onPointer });
}

export function toTop(list) {
  list.scrollTop = 0;
}

export function stop(list) {
  const known = lists.get(list);
  if (!known) return;
  list.removeEventListener("scroll", known.onScroll);
  list.removeEventListener("keydown", known.onKey);
  for (const type of ["pointerenter", "pointerleave"]) list.removeEventListener(type, known.onPointer);
  lists.delete(list);
}
