// "Check yourself" asks for a line before it shows its answer. The line stays on the page; it is neither sent nor stored.

for (const check of document.querySelectorAll("details[data-ask]")) {
  const answer = check.querySelector(".details-body");
  const form = document.createElement("form");
  form.className = "check-ask no-print";
  form.innerHTML = `<label class="field"><span>Your answer in one line</span><input required autocomplete="off"></label>
    <button class="button">Show the answer</button>`;

  form.addEventListener("submit", event => {
    event.preventDefault();
    const line = form.querySelector("input");
    line.value = line.value.trim();
    if (!form.reportValidity()) return;
    form.replaceWith(Object.assign(document.createElement("p"), { className: "check-own", textContent: `You wrote: ${line.value}` }));
    answer.hidden = false;
    answer.tabIndex = -1;
    answer.focus();
  });

  answer.hidden = true;
  answer.before(form);
}
