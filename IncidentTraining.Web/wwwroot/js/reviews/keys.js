// Grading by keyboard. Single keys work only outside of text fields and can be switched off.

const stored = "desk-keys";

export function watchKeys({ desk, criteria, summary, saveNext, decisions, signal }) {
  const boxes = criteria.map(({ id }) => desk.querySelector(`[data-criterion="${id}"]`));
  const on = document.getElementById("keys-on");
  on.checked = localStorage.getItem(stored) !== "off";
  on.onchange = () => localStorage.setItem(stored, on.checked ? "on" : "off");
  const sheet = desk.querySelector(".editor-keys");
  let at = -1;
  desk.addEventListener("focusin", event => {
    const found = boxes.indexOf(event.target.closest("[data-criterion]"));
    if (found >= 0) at = found;
  });

  const go = step => {
    at = Math.min(Math.max(at + step, 0), boxes.length - 1);
    boxes[at]?.focus();
    boxes[at]?.scrollIntoView({ block: "center" });
  };
  const choose = level => {
    const radios = criteria[at]?.levels;
    if (!radios) return;
    radios.forEach((radio, index) => { radio.checked = index === level; });
    radios[0].dispatchEvent(new Event("change", { bubbles: true }));
  };
  const focus = element => {
    element?.focus();
    element?.scrollIntoView({ block: "center" });
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    c: () => focus(criteria[at]?.comment),
    s: () => focus(summary),
    n: () => saveNext.click(),
    r: () => focus(decisions.find(button => button.dataset.decide === "returned")),
    a: () => focus(decisions.find(button => button.dataset.decide === "accepted")),
  };

  addEventListener("keydown", event => {
    if (desk.inert) return;
    if (event.key === "Escape" && event.target.matches("textarea")) {
      event.target.blur();
      if (at >= 0) boxes[at].focus();
      return;
    }
    if (event.key === "?" && !event.target.matches("textarea, input:not([type=radio], [type=checkbox])") && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      sheet.open = !sheet.open;
      if (sheet.open) focus(sheet.querySelector("summary"));
      return;
    }
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input:not([type=radio]), select") || document.querySelector("dialog[open]")) return;
    if (/^[0-9]$/.test(event.key) && at >= 0) {
      event.preventDefault();
      choose(Number(event.key) - 1);
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  }, { signal });
}
