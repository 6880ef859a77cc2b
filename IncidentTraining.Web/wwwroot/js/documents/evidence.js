// The dialog for run data: searches the document's lab run and inserts a result at the caret.
import { insert } from "./toolbar.js";

let textarea;

/** Attaches the event handlers; no-op on a page without the dialog. */
export function watchEvidence(editor, send) {
  const dialog = document.getElementById("evidence");
  if (!dialog) return;
  const form = dialog.querySelector("[data-evidence-form]");
  const problem = dialog.querySelector("[data-evidence-problem]");
  const count = dialog.querySelector("[data-evidence-count]");
  const list = dialog.querySelector("[data-evidence-list]");
  editor.addEventListener("click", event => {
    const button = event.target.closest("[data-attach]");
    if (!button) return;
    textarea = document.getElementById(button.dataset.attach);
    dialog.showModal();
  });
  form.elements.kind.addEventListener("change", () => {
    const chart = form.elements.kind.value === "chart";
    dialog.querySelector("[data-for=chart]").hidden = !chart;
    dialog.querySelector("[data-for=words]").hidden = chart;
  });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    problem.hidden = true;
    count.textContent = "Looking…";
    list.replaceChildren();
    try {
      const { kind, search, chart, from, to } = form.elements;
      const answer = await send(dialog.dataset.url, {
        kind: kind.value, search: kind.value === "chart" ? chart.value : search.value,
        from: runSecond(from.value, dialog.dataset.began), to: runSecond(to.value, dialog.dataset.began),
      });
      const found = await answer.json();
      count.textContent = answer.ok ? (found.length ? `${found.length} ${found.length < Number(dialog.dataset.most) ? "found" : "shown; change the search text or shorten the time range to see others"}. Choose what to insert.` : "No results.") : "";
      if (!answer.ok) return tell(found.detail);
      list.replaceChildren(...found.map(item => entry(item, dialog)));
    } catch (unreachable) {
      console.info("The run data could not be loaded.", unreachable);
      count.textContent = "";
      tell("The portal is not responding. Try again in a moment.");
    }
  });

  function tell(words) {
    problem.textContent = words;
    problem.hidden = false;
  }
}

/** The second of the run at a time of day; 0 for one before the run. Both times are "HH:mm:ss" or "HH:mm", UTC. */
export function runSecond(time, began) {
  const day = 86400;
  const seconds = text => text.split(":").reduce((sum, part, place) => sum + Number(part) * 60 ** (2 - place), 0);
  const ahead = (seconds(time) - seconds(began) + day) % day;
  return ahead > day / 2 ? 0 : ahead;
}

function entry({ title, markdown }, dialog) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = title;
  button.onclick = () => {
    dialog.close();
    textarea.focus();
    const { value, selectionEnd } = textarea;
    const end = value.indexOf("\n", selectionEnd) < 0 ? value.length : value.indexOf("\n", selectionEnd);
    textarea.setSelectionRange(end, end);
    insert(textarea, `${value.length === 0 ? "" : "\n\n"}${markdown}\n`);
  };
  const item = document.createElement("li");
  item.append(button);
  return item;
}
