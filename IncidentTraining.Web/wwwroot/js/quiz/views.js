// Shows all questions at once or one by one, with numbered links to them.

export class Views {
  #page;
  #questions;
  #current = 1;

  constructor(page, questions) {
    this.#page = page;
    this.#questions = questions;
    const one = page.querySelector("[data-view-one]");
    const all = page.querySelector("[data-view-all]");
    one.addEventListener("click", () => this.#choose("one"));
    all.addEventListener("click", () => this.#choose("all"));
    for (const link of page.querySelectorAll("[data-go]")) {
      link.addEventListener("click", event => {
        event.preventDefault();
        this.go(Number(link.dataset.go));
      });
    }
    for (const question of questions) {
      for (const button of question.element.querySelectorAll("[data-step]")) {
        button.addEventListener("click", () => this.go(question.number + Number(button.dataset.step)));
      }
    }
    const asked = Number(location.hash.match(/^#q(\d+)$/)?.[1]);
    if (asked) this.#current = Math.min(asked, questions.length);
    this.#choose(localStorage.getItem("quiz-view") === "one" ? "one" : "all");
  }

  /** Shows a question and moves the focus to it. */
  go(number) {
    this.#current = number;
    this.#mark();
    // The page has a base address, so a bare "#q3" would lead to the start page.
    history.replaceState(null, "", `${location.pathname}#q${number}`);
    const element = this.#questions[number - 1].element;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  }

  /** Shows the answered and flagged state on the numbers. */
  refresh() {
    for (const question of this.#questions) {
      const link = this.#page.querySelector(`[data-go="${question.number}"]`);
      link.dataset.answered = question.answered;
      link.dataset.flagged = question.flagged;
      const words = { nothing: "not answered", partly: "partly answered", fully: "answered" };
      link.setAttribute("aria-label", `Question ${question.number}, ${words[question.answered]}${question.flagged ? ", flagged" : ""}`);
    }
  }

  #choose(view) {
    this.#page.dataset.view = view;
    localStorage.setItem("quiz-view", view);
    this.#page.querySelector("[data-view-one]").setAttribute("aria-pressed", String(view === "one"));
    this.#page.querySelector("[data-view-all]").setAttribute("aria-pressed", String(view === "all"));
    this.#mark();
  }

  #mark() {
    for (const question of this.#questions) {
      const isCurrent = question.number === this.#current;
      question.element.closest("li").toggleAttribute("data-current", isCurrent);
      const link = this.#page.querySelector(`[data-go="${question.number}"]`);
      if (isCurrent && this.#page.dataset.view === "one") link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}
