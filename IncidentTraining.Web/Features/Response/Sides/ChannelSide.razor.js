// The channel's input field: Enter sends, Shift+Enter starts a new line. The script empties the field at once, so that text typed while a
// message is being sent is kept.
const watched = new WeakMap();

export function watch(field, channel, newest, server) {
  const listening = new AbortController();
  const { signal } = listening;
  const put = text => {
    // Setting the same value again would move the caret.
    if (field.value !== text) field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  field.form.addEventListener("submit", async event => {
    event.preventDefault();
    const text = field.value;
    field.focus();
    if (text.trim() === "") return;
    field.value = "";
    let isTaken = false;
    try {
      isTaken = await server.invokeMethodAsync("SendAsync", text);
    } finally {
      // A refused text is put back in front of what was typed since.
      put(isTaken ? field.value : text + (field.value && `\n${field.value}`));
    }
  }, { signal });
  field.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  }, { signal });
  // On a phone, another part of the page may be shown in place of the channel.
  const eye = new IntersectionObserver(seen => server.invokeMethodAsync("SeenAsync", seen.at(-1).isIntersecting));
  eye.observe(channel);
  signal.addEventListener("abort", () => eye.disconnect());
  follow(channel, newest, signal);
  watched.set(field, listening);
}

/** Keeps the newest message visible, unless the reader has scrolled up to older ones: then a button leads back down. */
function follow(channel, newest, signal) {
  const close = 40;
  let isDown = true;
  const down = () => { channel.scrollTop = channel.scrollHeight; };
  const onScroll = () => {
    isDown = channel.scrollHeight - channel.scrollTop - channel.clientHeight < close;
    newest.hidden = isDown;
  };
  const onGrowth = () => isDown ? down() : onScroll();
  const growth = new MutationObserver(onGrowth);
  growth.observe(channel, { childList: true, subtree: true, characterData: true });
  const size = new ResizeObserver(onGrowth);
  size.observe(channel);
  channel.addEventListener("scroll", onScroll, { passive: true, signal });
  newest.addEventListener("click", down, { signal });
  signal.addEventListener("abort", () => [growth, size].forEach(observer => observer.disconnect()));
  const mark = channel.querySelector(".said-new");
  if (mark) mark.scrollIntoView({ block: "nearest" });
  else down();
}

export function stop(field) {
  watched.get(field)?.abort();
}
