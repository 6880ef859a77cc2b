// A text that is too long stays whole in its field. The attribute maxlength would silently truncate pasted text, so fields use data-limit
// instead: the user sees by how much the text is too long, and it is not sent until it fits. The portal performs the same check; this
// script only reports it earlier.
const nearly = 0.8;
// A text longer than this does not even reach the portal: it would exceed the 1 MB message limit of a working page's connection.
const farTooLong = 200_000;
const notes = new WeakMap();

const number = count => count.toLocaleString("en-GB");
const limited = scope => scope?.querySelectorAll("[data-limit]") ?? [];

function weigh(field) {
  const limit = Number(field.dataset?.limit);
  if (!limit) return true;
  // A plain form sends two characters per line ending.
  const length = (field.form?.method === "post" ? field.value.replace(/\r?\n/g, "\r\n") : field.value).length;
  const fits = length <= limit;
  const words = fits ? "" : `This text exceeds the limit of ${number(limit)} characters. Nothing was cut off. Shorten it before you submit it.`;
  field.setCustomValidity(words);
  // An empty aria-invalid means valid.
  if (fits) field.removeAttribute("aria-invalid");
  else field.setAttribute("aria-invalid", "true");
  if (length > limit * nearly || notes.has(field)) tell(field, words, length, limit);
  return fits;
}

function tell(field, words, length, limit) {
  let note = notes.get(field);
  if (!note?.isConnected) {
    note = document.createElement("p");
    note.className = "limit-note";
    note.innerHTML = '<span role="status"></span> <small aria-hidden="true"></small>';
    (field.closest("label, .mud-input-control") ?? field).after(note);
    notes.set(field, note);
  }
  const [said, count] = note.children;
  // A MudBlazor field shows the rule itself, unless the text is too long to reach the portal.
  if (length <= farTooLong && field.closest(".mud-input-control")) words = "";
  // Announced once when it becomes too long or fits again; the count is visual only.
  if (said.textContent !== words) said.textContent = words;
  count.textContent = `${number(length)} of ${number(limit)}`;
  note.classList.toggle("refusal", words !== "");
  note.hidden = length <= limit * nearly;
}

for (const kind of ["input", "change"]) {
  addEventListener(kind, event => {
    if (!weigh(event.target) && event.target.value.length > farTooLong) event.stopImmediatePropagation();
  }, { capture: true });
}

// Text set by the page itself raises no event, so it is checked again before it is sent.
addEventListener("click", event => {
  const button = event.target.closest?.("button");
  const tooLong = [...limited(button?.closest("form, section"))].filter(field => !weigh(field));
  if (tooLong.length && "sends" in button.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    tooLong[0].reportValidity();
  }
}, { capture: true });

limited(document).forEach(weigh);
