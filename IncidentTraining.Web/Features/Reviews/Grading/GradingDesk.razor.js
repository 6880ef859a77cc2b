// Browser functions of the grading desk: the focus moves to a criterion without waiting for the circuit, a digit key chooses a level
// there, and a saved comment is inserted at the caret. Button shortcuts and the switch for single keys are those of the command palette.

const desks = new Map();
const takesKeys = "textarea, input:not([type=radio]), select, [role=dialog], dialog";

export function start(desk, of) {
  const gone = new AbortController();
  desks.set(of, gone);
  const { signal } = gone;
  let at = "";
  const boxes = () => [...desk.querySelectorAll("[data-criterion]")];
  const current = () => boxes().find(box => box.dataset.criterion === at);
  const isFree = () => !desk.querySelector("[inert]") && !document.querySelector("[role=dialog], dialog[open]");

  function focus(element) {
    element?.focus();
    element?.scrollIntoView({ block: "center" });
  }

  function go(step) {
    const all = boxes();
    focus(all[Math.min(Math.max(all.indexOf(current()) + step, 0), all.length - 1)]);
  }

  function choose(digit) {
    const box = current();
    (digit === 0 ? box?.querySelector("[data-clear]") : box?.querySelectorAll("input[type=radio]")[digit - 1])?.click();
  }

  const places = {
    next: () => go(1),
    back: () => go(-1),
    comment: () => focus(current()?.querySelector("textarea")),
    summary: () => focus(desk.querySelector("textarea[data-draft-field=summary]")),
    choice: () => focus(desk.querySelector("[data-dispute] button")),
  };

  desk.addEventListener("focusin", event => { at = event.target.closest("[data-criterion]")?.dataset.criterion ?? at; }, { signal });
  desk.addEventListener("click", event => places[event.target.closest("[data-go]")?.dataset.go]?.(), { signal });
  addEventListener("keydown", event => {
    if (!isFree()) return;
    if (event.key === "F8" && desk.querySelector("[data-dispute]")) places.choice();
    else if (event.ctrlKey && event.key === ";") desk.querySelector("[data-open-comments]")?.click();
    else if (event.key === "Escape" && event.target.matches("textarea")) focus(current() ?? desk.querySelector("h1"));
    else if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey
      && !event.target.closest(takesKeys) && localStorage.getItem("reading-shortcuts") !== "off") choose(Number(event.key));
    else return;
    event.preventDefault();
  }, { signal });
}

export function stop(of) {
  desks.get(of)?.abort();
  desks.delete(of);
}

/** Inserts a text at a field's caret, replacing the selection. */
export function insert(desk, id, text) {
  const field = desk.querySelector(`textarea[data-draft-field="${CSS.escape(id)}"]`);
  field.focus();
  const before = field.value.slice(0, field.selectionStart);
  const glue = before && !/\s$/.test(before) ? "\n" : "";
  field.setRangeText(glue + text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
