// The grading desk: marks and comments save by themselves; two instructors are shown each other's words.
import { Autosave } from "../autosave.js";
import { choose } from "../conflict.js";
import { showSaveState } from "../save-state.js";
import { holdDesk } from "./hold.js";
import { watchComments } from "./comments.js";
import { watchKeys } from "./keys.js";

const desk = document.getElementById("desk");
const token = desk.querySelector("input[name=__RequestVerificationToken]").value;
const summary = document.getElementById("summary");
const compare = document.getElementById("compare");
const criteria = [...desk.querySelectorAll("[data-criterion]")].map(element => ({
  id: element.dataset.criterion,
  title: element.dataset.title,
  levels: [...element.querySelectorAll("input[type=radio]")],
  comment: element.querySelector("[data-mark-comment]"),
}));
const comments = [...desk.querySelectorAll("[data-section-comment]")];
const decisions = [...desk.querySelectorAll("[data-decide]")];
const show = showSaveState(document.getElementById("save-state"), document.getElementById("save-spoken"));
const server = JSON.parse(document.getElementById("content").textContent);

const autosave = new Autosave({
  url: desk.dataset.url, token, owner: desk.dataset.person, version: Number(desk.dataset.version), content: server,
  read, write, canonical, onConflict,
  onClosed: () => decisions.forEach(button => { button.disabled = true; }),
  show: state => {
    show(state);
    compare.hidden = state.kind !== "conflict";
  },
});

function read() {
  const marks = {};
  for (const { id, levels, comment } of criteria) {
    const level = levels.findIndex(radio => radio.checked);
    marks[id] = { level: level < 0 ? null : level, comment: comment.value };
  }
  return {
    marks,
    sectionComments: Object.fromEntries(comments.map(area => [area.dataset.sectionComment, area.value])),
    summary: summary.value,
  };
}

function write(notes) {
  for (const { id, levels, comment } of criteria) {
    const mark = notes.marks[id] ?? {};
    levels.forEach((radio, index) => { radio.checked = index === mark.level; });
    comment.value = mark.comment ?? "";
  }
  for (const area of comments) {
    area.value = notes.sectionComments[area.dataset.sectionComment] ?? "";
    if (area.value) area.closest("details").open = true;
  }
  summary.value = notes.summary ?? "";
  count();
}

function canonical({ marks, sectionComments, summary }) {
  const lines = text => (text ?? "").replace(/\r\n?/g, "\n");
  return JSON.stringify([
    Object.keys(marks).sort().map(id => [id, marks[id].level ?? null, lines(marks[id].comment)]).filter(([, level, comment]) => level !== null || comment),
    Object.keys(sectionComments).sort().map(id => [id, lines(sectionComments[id])]).filter(([, comment]) => comment),
    lines(summary),
  ]);
}

function count() {
  const chosen = criteria.map(({ levels }) => levels.find(radio => radio.checked)).filter(Boolean);
  document.getElementById("points").textContent = chosen.reduce((sum, radio) => sum + Number(radio.dataset.points), 0);
  const open = criteria.length - chosen.length;
  document.getElementById("open-criteria").textContent = open ? `${open} of ${criteria.length} criteria open` : "";
}

/** The notes in parts that a person can choose between. */
function parts(notes) {
  const found = [{ id: "summary", title: "To the author", text: notes.summary ?? "", value: notes.summary ?? "" }];
  for (const { id, title, levels } of criteria) {
    const mark = notes.marks[id] ?? {};
    const level = levels[mark.level ?? -1]?.closest(".level").title ?? "open";
    found.push({ id: `level:${id}`, title: `${title}: mark`, text: level, value: { level: mark.level ?? null } });
    found.push({ id: `comment:${id}`, title: `${title}: comment`, text: mark.comment ?? "", value: mark.comment ?? "" });
  }
  for (const area of comments) {
    const text = notes.sectionComments[area.dataset.sectionComment] ?? "";
    found.push({ id: `section:${area.dataset.sectionComment}`, title: `On ${area.dataset.title}`, text, value: text });
  }
  return found;
}

function compose(values) {
  const marks = {};
  for (const { id } of criteria) marks[id] = { level: values[`level:${id}`].level, comment: values[`comment:${id}`] };
  const sectionComments = Object.fromEntries(comments.map(({ dataset }) => [dataset.sectionComment, values[`section:${dataset.sectionComment}`]]));
  return { marks, sectionComments, summary: values.summary };
}

let waiting;
function onConflict(conflict) {
  waiting = conflict;
  askWhich();
}

async function askWhich() {
  const mine = waiting.left ? waiting.mine : read();
  const intro = waiting.left
    ? "This browser kept notes that were never saved, and the saved review is another one. Choose for each part."
    : `${waiting.by ?? "Somebody"} has written in this review. Choose for each part, or keep both.`;
  const chosen = await choose(document.getElementById("conflict"), { mine, theirs: waiting.theirs, intro }, parts, compose);
  if (chosen) await autosave.settle(chosen.content);
}

for (const button of decisions) {
  button.onclick = async () => {
    decisions.forEach(other => { other.disabled = true; });
    try {
      if (!await autosave.save()) {
        problem("The review could not be saved, so nothing was decided. See the line above the rubric.");
        return;
      }
      const answer = await fetch(desk.dataset.decision, {
        method: "POST",
        headers: { "Content-Type": "application/json", "If-Match": `"${autosave.version}"`, "X-CSRF-TOKEN": token },
        body: JSON.stringify({ choice: button.dataset.decide }),
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.ok) {
        location.assign((await answer.json()).next);
        return;
      }
      problem((await answer.json()).detail);
    } catch (unreachable) {
      console.info("Deciding did not work.", unreachable);
      problem("The portal does not answer. Your notes are saved; decide again in a moment.");
    } finally {
      decisions.forEach(other => { other.disabled = false; });
    }
  };
}

const saveNext = desk.querySelector("[data-save-next]");
saveNext.onclick = async () => {
  saveNext.disabled = true;
  try {
    // Where to go is asked while the notes are being saved; one leaves only when both are answered.
    const [saved, answer] = await Promise.all([autosave.save(), post(desk.dataset.next)]);
    if (!saved) problem("The review could not be saved. See the line above the rubric.");
    else if (!answer.ok) problem((await answer.json()).detail);
    else return location.assign((await answer.json()).next);
  } catch (unreachable) {
    console.info("The next document could not be fetched.", unreachable);
    problem("The portal does not answer. Your notes are kept; try again in a moment.");
  } finally {
    saveNext.disabled = false;
  }
};

function post(url, body = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": token },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
}

function problem(words) {
  const box = document.getElementById("problems");
  box.textContent = words;
  box.hidden = false;
  box.focus();
}

function changed() {
  count();
  autosave.touch();
}

write(server);
desk.addEventListener("input", changed);
desk.addEventListener("change", changed);
desk.inert = false;
compare.onclick = askWhich;
await autosave.start();
holdDesk(desk, token, problem);
watchKeys({ desk, criteria, summary, saveNext, decisions });
watchComments({ desk, post });
decisions.forEach(button => { button.disabled = false; });
saveNext.disabled = false;
desk.dataset.ready = "true";
