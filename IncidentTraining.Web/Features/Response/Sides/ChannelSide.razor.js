// The line of the channel: Enter sends, Shift and Enter begin a new line. The field belongs to the person who types: it is emptied
// here and at once, so that what they type while a message is under way stays.
const known = new WeakMap();

export function watch(field, channel, newest, server) {
  const put = text => {
    // Setting what is there already would move the caret.
    if (field.value !== text) field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const send = async event => {
    event.preventDefault();
    const text = field.value;
    field.focus();
    if (text.trim() === "") return;
    field.value = "";
    let isTaken = false;
    try {
      isTaken = await server.invokeMethodAsync("SendAsync", text);
    } finally {
      // A refused text comes back, in front of what was typed since.
      put(isTaken ? field.value : text + (field.value && `\n${field.value}`));
    }
  };
  const onKey = event => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  };
  field.addEventListener("keydown", onKey);
  field.form.addEventListener("submit", send);
  // On a phone another part of the page may be shown in the channel's place.
  const eye = new IntersectionObserver(seen => server.invokeMethodAsync("SeenAsync", seen[seen.length - 1].isIntersecting));
  eye.observe(channel);
  const follow = following(channel, newest);
  known.set(field, { onKey, send, eye, form: field.form, follow });
}

/** The newest message stays in sight, unless the reader has gone up to older ones: then a button leads back down. */
function following(channel, newest) {
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
  channel.addEventListener("scroll", onScroll, { passive: true });
  newest.addEventListener("click", down);
  const mark = channel.querySelector(".said-new");
  if (mark) mark.scrollIntoView({ block: "nearest" });
  else down();
  return () => {
    growth.disconnect();
    size.disconnect();
    channel.removeEventListener("scroll", onScroll);
    newest.removeEventListener("click", down);
  };
}

export function stop(field) {
  const watched = known.get(field);
  if (!watched) return;
  field.removeEventListener("keydown", watched.onKey);
  watched.form.removeEventListener("submit", watched.send);
  watched.eye.disconnect();
  watched.follow();
  known.delete(field);
}
