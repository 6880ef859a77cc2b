// A text that is too long stays whole in its field. The attribute maxlength would cut a pasted one without a word, so whatever
// people write carries data-limit instead: they are told how much it is over, and nothing is sent until it fits. The portal
// checks the same by itself; this only says it earlier.
const nearly = 0.8;
// Beyond this a text does not even reach the portal: it would break a working page's connection, which takes 1 MB at once.
const farTooLong = 200_000;
const notes = new WeakMap();

const number = count => count.toLocaleString('en-GB');
const limited = scope => scope?.querySelectorAll('[data-limit]') ?? [];

function weigh(field) {
  const limit = Number(field.dataset?.limit);
  if (!limit) return true;
  // A plain form sends two characters for the end of a line.
  const length = (field.form?.method === 'post' ? field.value.replace(/\r?\n/g, '\r\n') : field.value).length;
  const fits = length <= limit;
  const words = fits ? '' : `This is longer than the ${number(limit)} characters that fit. Nothing is cut off: shorten it, then send it.`;
  field.setCustomValidity(words);
  // An empty aria-invalid means that all is well.
  if (fits) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
  if (length > limit * nearly || notes.has(field)) tell(field, words, length, limit);
  return fits;
}

function tell(field, words, length, limit) {
  let note = notes.get(field);
  if (!note?.isConnected) {
    note = document.createElement('p');
    note.className = 'limit-note';
    note.innerHTML = '<span role="status"></span> <small aria-hidden="true"></small>';
    (field.closest('label') ?? field).after(note);
    notes.set(field, note);
  }
  const [said, count] = note.children;
  // Said once, when it becomes too long or fits again; the count is for the eye.
  if (said.textContent !== words) said.textContent = words;
  count.textContent = `${number(length)} of ${number(limit)}`;
  note.classList.toggle('refusal', words !== '');
  note.hidden = length <= limit * nearly;
}

for (const kind of ['input', 'change']) {
  addEventListener(kind, event => {
    if (!weigh(event.target) && event.target.value.length > farTooLong) event.stopImmediatePropagation();
  }, { capture: true });
}

// What is written into a field by the page itself raises no event: it is weighed again before it could be sent.
addEventListener('click', event => {
  const button = event.target.closest?.('button');
  const tooLong = [...limited(button?.closest('form, section'))].filter(field => !weigh(field));
  if (tooLong.length && 'sends' in button.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    tooLong[0].reportValidity();
  }
}, { capture: true });

limited(document).forEach(weigh);
