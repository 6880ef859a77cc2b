// The checks of the text: run shortly after the user stops typing, listed below the section they refer to. The user can dismiss a hint with a reason,
// which the reviewer sees too.

const quiet = 1_500;

export class Checks {
  #options;
  #timer;
  #asking;
  #shown = "";

  /** @param options { editor, token, read(), version() } */
  constructor(options) {
    this.#options = options;
    options.editor.addEventListener("click", event => {
      const button = event.target.closest("[data-dismiss], [data-take-up], [data-cancel]");
      if (button) this.#press(button);
    });
    options.editor.addEventListener("submit", event => {
      const form = event.target.closest("[data-reason]");
      if (!form) return;
      event.preventDefault();
      this.#dismiss(form.closest("[data-key]"), form.elements.reason.value);
    });
  }

  soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), quiet);
  }

  async now() {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const state = document.getElementById("checks-state");
    try {
      const answer = await this.#send(this.#options.editor.dataset.checks, { content: this.#options.read() }, this.#asking.signal);
      if (!answer.ok) throw new Error(`The checks answered ${answer.status}.`);
      this.#show(await answer.json());
    } catch (failed) {
      if (failed.name === "AbortError") return;
      console.info("No checks.", failed);
      state.textContent = "The checks are not available right now.";
    }
  }

  #show(findings) {
    const open = findings.filter(finding => finding.dismissedBecause === null).length;
    document.getElementById("checks-state").textContent = open === 0 ? "No hints." : open === 1 ? "1 hint." : `${open} hints.`;
    const now = JSON.stringify(findings);
    // The user may be typing a reason or using a screen reader: unchanged hints are not redrawn.
    if (now === this.#shown) return;
    this.#shown = now;
    for (const place of this.#options.editor.querySelectorAll("[data-found]")) {
      const section = place.closest("[data-section]").dataset.section;
      const mine = findings.filter(finding => finding.sectionId === section);
      const typing = place.querySelector("[data-reason]:not([hidden])")?.closest("[data-key]");
      const kept = typing && mine.some(finding => finding.key === typing.dataset.key) ? typing : null;
      place.replaceChildren(...mine.map(finding => finding.key === kept?.dataset.key ? kept : item(finding)));
      place.hidden = mine.length === 0;
      const count = this.#options.editor.querySelector(`[data-tick="${section}"] [data-findings]`);
      const standing = mine.filter(finding => finding.dismissedBecause === null).length;
      count.hidden = standing === 0;
      count.textContent = standing === 1 ? "1 hint" : `${standing} hints`;
    }
  }

  #press(button) {
    const finding = button.closest("[data-key]");
    if ("takeUp" in button.dataset) {
      this.#tell(finding, null);
      return;
    }
    const form = finding.querySelector("[data-reason]");
    form.hidden = "cancel" in button.dataset;
    finding.querySelector("[data-dismiss]").hidden = !form.hidden;
    (form.hidden ? finding.querySelector("[data-dismiss]") : form.elements.reason).focus();
  }

  #dismiss(finding, reason) {
    const field = finding.querySelector("[name=reason]");
    if (!reason.trim()) {
      field.focus();
      return;
    }
    this.#tell(finding, reason);
  }

  async #tell(finding, reason) {
    const note = finding.querySelector("[data-note]");
    try {
      const answer = await this.#send(this.#options.editor.dataset.dismissals, { checkId: finding.dataset.check, key: finding.dataset.key, reason });
      if (!answer.ok) {
        note.textContent = (await answer.json()).detail;
        return;
      }
      finding.querySelector("[data-reason]")?.setAttribute("hidden", "");
      this.#shown = "";
      await this.now();
    } catch (unreachable) {
      console.info("The hint could not be dismissed.", unreachable);
      note.textContent = "The portal is not responding. Try again in a moment.";
    }
  }

  #send(url, body, signal = AbortSignal.timeout(20_000)) {
    return fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "If-Match": `"${this.#options.version()}"`, "X-CSRF-TOKEN": this.#options.token },
      body: JSON.stringify(body),
      signal,
    });
  }
}

function item(finding) {
  const box = element("div", "finding");
  [box.dataset.key, box.dataset.check, box.dataset.testid] = [finding.key, finding.checkId, `finding-${finding.checkId}`];
  const dismissed = finding.dismissedBecause !== null;
  box.dataset.dismissed = dismissed;
  const head = element("p", "finding-head", finding.problem);
  box.append(head);
  if (dismissed) {
    box.append(element("p", "finding-better", `Dismissed: ${finding.dismissedBecause}`), button("Restore", "takeUp"), note());
    return box;
  }
  if (finding.excerpt && !finding.problem.includes(finding.excerpt)) box.append(element("q", "finding-excerpt", finding.excerpt));
  box.append(element("p", "finding-better", finding.better));
  const why = element("details", "finding-why");
  why.append(element("summary", "", "Why this matters"), element("p", "", finding.why), element("small", "", `Source: ${finding.source}`));
  box.append(why, button("Does not apply…", "dismiss"), form(finding), note());
  return box;
}

function form(finding) {
  const asked = element("form", "finding-reason");
  asked.dataset.reason = "";
  asked.hidden = true;
  const label = element("label", "field");
  const field = document.createElement("input");
  Object.assign(field, { name: "reason", autocomplete: "off" });
  field.dataset.limit = 500;
  label.append(element("span", "", "Why does it not apply? Your reviewer will see this."), field);
  const go = button("Dismiss", "");
  go.type = "submit";
  asked.append(label, go, button("Back", "cancel"));
  asked.setAttribute("aria-label", `Dismiss: ${finding.title}`);
  return asked;
}

function button(words, action) {
  const made = element("button", "link-button", words);
  made.type = "button";
  if (action) made.dataset[action] = "";
  return made;
}

function note() {
  const made = element("p", "finding-note");
  made.dataset.note = "";
  made.setAttribute("role", "status");
  return made;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
