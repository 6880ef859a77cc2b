// "Check yourself" asks for a line before it shows its answer. The line stays on the page; it is neither sent nor stored.

for (const check of document.querySelectorAll("details[data-ask]")) {
  const answer = check.querySelector(".details-body");
  const form = document.createElement("form");
  const label = document.createElement("label");
  const words = document.createElement("span");
  const line = document.createElement("input");
  const show = document.createElement("button");
  form.className = "check-ask no-print";
  label.className = "field";
  words.textContent = "Your answer in one line";
  Object.assign(line, { required: true, autocomplete: "off" });
  show.className = "button";
  show.textContent = "Show the answer";
  label.append(words, line);
  form.append(label, show);

  form.addEventListener("submit", event => {
    event.preventDefault();
    line.value = line.value.trim();
    if (!form.reportValidity()) return;
    const own = document.createElement("p");
    own.className = "check-own";
    own.textContent = `You wrote: ${line.value}`;
    form.replaceWith(own);
    answer.hidden = false;
    answer.tabIndex = -1;
    answer.focus();
  });

  answer.hidden = true;
  answer.before(form);
}
