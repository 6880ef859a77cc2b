// Taking the quiz: every answer is autosaved; finishing shows what is still open.
import { Autosave } from "../../js/autosave.js";
import { showSaveState } from "../../js/save-state.js";
import { Countdown } from "../../js/quiz/countdown.js";
import { Question, canonical } from "../../js/quiz/questions.js";
import { Views } from "../../js/quiz/views.js";

const page = document.getElementById("quiz");
const finish = document.getElementById("finish");
const token = finish.querySelector("input[name=__RequestVerificationToken]").value;
const show = showSaveState(document.getElementById("save-state"), document.getElementById("save-spoken"));
const states = new Map();
const autosaves = new Map();
const late = new Set();

const questions = [...page.querySelectorAll("[data-question]")].map(element => {
  const question = new Question(element, () => { autosaves.get(question).touch(); views.refresh(); });
  return question;
});
const views = new Views(page, questions);

for (const question of questions) {
  question.write(question.saved);
  const autosave = new Autosave({
    url: `${page.dataset.answers}/${question.number}`, token, owner: page.dataset.person,
    version: question.version, content: question.saved, canonical,
    read: () => question.read(),
    write: content => { question.write(content); views.refresh(); },
    show: state => { states.set(question, state); showWorst(); },
    onQuestion: asked => ask(question, asked),
    // The saved answers have been submitted; the page says which answer was too late.
    onClosed: (content, message) => { late.add(question); return { came: "kept", message }; },
  });
  autosaves.set(question, autosave);
}
views.refresh();
page.inert = false;
for (const autosave of autosaves.values()) autosave.start();

page.querySelector("[data-finish]").addEventListener("click", openFinish);
finish.querySelector("[data-back]").addEventListener("click", () => finish.close());
finish.querySelector("form").addEventListener("submit", async event => {
  event.preventDefault();
  await handIn(event.target);
});
new Countdown(page, timeIsUp);
// A page restored from the browser's back/forward cache is outdated.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });

/** The page shows "saved" only when every answer is saved. */
function showWorst() {
  const order = ["problem", "conflict", "unsaved", "saving", "saved"];
  const all = [...states.values()];
  const kind = order.find(candidate => all.some(state => state.kind === candidate));
  const worst = all.filter(state => state.kind === kind);
  const newest = worst.filter(state => state.at).sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(-1);
  show(newest ?? worst[0]);
}

function ask(question, asked) {
  const box = question.element.querySelector("[data-conflict]");
  box.hidden = !asked;
  if (!asked) return;
  box.querySelector("[data-said]").textContent = asked.left === "offer"
    ? "This browser also has an unsaved answer to this question."
    : "This question was also answered in another window. Your answer here is not saved until you choose.";
  box.querySelector("[data-other]").textContent = question.inWords(asked.theirs) || "(no answer)";
  for (const button of box.querySelectorAll("[data-keep]")) {
    button.onclick = () => autosaves.get(question).settle(asked, button.dataset.keep === "mine" ? asked.mine() : asked.theirs);
  }
}

function openFinish() {
  const open = questions.filter(question => question.answered === "nothing");
  const partly = questions.filter(question => question.answered === "partly");
  const flagged = questions.filter(question => question.flagged);
  const list = finish.querySelector("[data-open-list]");
  list.replaceChildren(...[["Not answered", open], ["Partly answered", partly], ["Flagged for later", flagged]]
    .filter(([, some]) => some.length > 0)
    .map(([title, some]) => links(title, some)));
  if (list.children.length === 0) list.textContent = "All questions are answered, and none is flagged.";
  finish.querySelector("[data-unsaved]").hidden = true;
  finish.showModal();
  // Focus the safe button first, so that an extra key press does not submit the quiz.
  finish.querySelector("[data-back]").focus();
}

function links(title, some) {
  const line = document.createElement("p");
  line.className = "quiz-open";
  line.append(`${title} (${some.length}): `, ...ranges(some.map(question => question.number)).map(([first, last]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = first === last ? first : `${first}–${last}`;
    button.setAttribute("aria-label", first === last ? `Go to question ${first}` : `${first}–${last}: go to question ${first}`);
    button.onclick = () => { finish.close(); views.go(first); };
    return button;
  }));
  return line;
}

/** Joins adjacent numbers: [1, 2, 3, 5] becomes [[1, 3], [5, 5]]. */
function ranges(numbers) {
  return numbers.reduce((found, number) => {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
    return found;
  }, []);
}

/** Returns true when the server has every answer. */
async function saveAll() {
  const done = await Promise.all([...autosaves.values()].map(autosave => autosave.save()));
  return done.every(Boolean) && late.size === 0;
}

async function handIn(form) {
  if (await saveAll()) {
    form.submit();
    return;
  }
  const note = finish.querySelector("[data-unsaved]");
  note.textContent = late.size > 0
    ? `The time was up before question ${numbers([...late])} could be saved. Your saved answers have been submitted.`
    : `Not submitted: question ${numbers(unsaved())} could not be saved yet. Your answers are kept in this browser; try again.`;
  note.hidden = false;
}

async function timeIsUp() {
  questions.forEach(question => question.lock());
  if (await saveAll()) {
    finish.querySelector("form").submit();
    return;
  }
  if (!finish.open) finish.showModal();
  await handIn(finish.querySelector("form"));
}

function unsaved() { return questions.filter(question => autosaves.get(question).dirty); }

function numbers(some) { return some.map(question => question.number).join(", "); }
