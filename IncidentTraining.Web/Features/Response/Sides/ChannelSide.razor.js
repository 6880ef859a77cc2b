// The line of the channel: Enter sends, Shift and Enter begin a new line. The field belongs to the person who types: it is emptied
// here and at once, so that what they type while a message is under way stays.
const known = new WeakMap();

export function watch(field, channel, server) {
  const put = text => {
    // Setting what is there already would move the caret.
    if (field.value !== text) field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const send = async event => {
    event.preventDefault();
    const text = field.value;
    field.focus();
    if (text.trim() === '') return;
    field.value = '';
    let isTaken = false;
    try {
      isTaken = await server.invokeMethodAsync('SendAsync', text);
    } finally {
      // A refused text comes back, in front of what was typed since.
      put(isTaken ? field.value : text + (field.value && `\n${field.value}`));
    }
  };
  const onKey = event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  };
  field.addEventListener('keydown', onKey);
  field.form.addEventListener('submit', send);
  // On a phone another part of the page may be shown in the channel's place.
  const eye = new IntersectionObserver(seen => server.invokeMethodAsync('SeenAsync', seen[seen.length - 1].isIntersecting));
  eye.observe(channel);
  known.set(field, { onKey, send, eye, form: field.form });
}

export function stop(field) {
  const watched = known.get(field);
  if (!watched) return;
  field.removeEventListener('keydown', watched.onKey);
  watched.form.removeEventListener('submit', watched.send);
  watched.eye.disconnect();
  known.delete(field);
}
