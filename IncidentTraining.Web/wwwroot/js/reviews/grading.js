// Grading one document: marks and comments are autosaved; concurrent changes of two instructors are shown as a conflict.
import { Autosave } from "../autosave.js";
import { merger } from "../autosave/merge.js";
import { TwoTexts, clock } from "../conflict.js";
import { showSaveState } from "../save-state.js";
import { holdDesk } from "./hold.js";
import { watchComments } from "./comments.js";
import { watchEarlier } from "./earlier.js";
import { watchKeys } from "./keys.js";
import { canonical, notesOf } from "./notes.js";

/**
 * Starts grading the document in the page.
 * - fetchNext(url): loads the next document's page without showing it
 * - show(page, words): shows it in this page, which ends this grading through the returned stop()
 */
export async function beginGrading({ fetchNext, show }) {
  const desk = document.getElementById("desk");
  const token = desk.querySelector("input[name=__RequestVerificationToken]").value;
  const decisions = [...desk.querySelectorAll("[data-decide]")];
  const saveNext = desk.querySelector("[data-save-next]");
  const notes = notesOf(desk);
  const server = JSON.parse(document.getElementById("content").textContent);
  const showState = showSaveState(document.getElementById("save-state"), document.getElementById("save-spoken"));
  const gone = new AbortController();
  const merge = merger(notes.parts, notes.compose);
  const twoTexts = new TwoTexts({ home: desk, merge, parts: notes.parts, compose: notes.compose, words, settle: (question, content) => autosave.settle(question, content), more: "The text that you do not choose is discarded." });
  let isClosed = false;

  const autosave = new Autosave({
    url: desk.dataset.url, token, owner: desk.dataset.person, version: Number(desk.dataset.version), content: server,
    read: notes.read, write: notes.write, canonical, merge,
    onQuestion: question => twoTexts.ask(question),
    onClosed: () => {
      isClosed = true;
      setDeciding();
      return { came: "held" };
    },
    show: showState,
  });

  function words({ by, at, left, keptAt }) {
    if (left === "offer") return `This browser also has unsaved notes${clock(keptAt)}.`;
    const mine = left === "draft" ? `This page shows unsaved notes from this browser${clock(keptAt)}. ` : "";
    return `${mine}${by ?? desk.dataset.writtenBy ?? "Another instructor"} changed the same part of this review${clock(at)}. Your notes are saved once you choose; you can keep typing.`;
  }

  function setDeciding() { decisions.forEach(button => { button.disabled = isClosed; }); }

  /** Goes to the next document with the result of work(): its page, or the reason for a refusal. Input is disabled meanwhile. */
  async function leave(done, work) {
    if (desk.inert) return;
    desk.inert = true;
    let found;
    try {
      found = await work();
    } catch (unreachable) {
      console.info("The next document could not be loaded.", unreachable);
      found = { refused: "The portal is not responding. Your notes are kept; try again in a moment." };
    }
    if (found.page) {
      show(found.page, done);
      return;
    }
    desk.inert = false;
    problem(found.refused);
  }

  const refusal = async answer => ({ refused: (await answer.json()).detail });
  const next = async answer => ({ page: await fetchNext((await answer.json()).next) });

  saveNext.onclick = () => leave("saved", async () => {
    // The next document is fetched while the notes are being saved; the page changes only when both are done.
    const [saved, found] = await Promise.all([
      autosave.save(),
      post(desk.dataset.next).then(answer => answer.ok ? next(answer) : refusal(answer)),
    ]);
    return saved ? found : { refused: "The review could not be saved. See the status above the rubric." };
  });

  for (const button of decisions) {
    button.onclick = () => leave(button.dataset.decide, async () => {
      if (!await autosave.save()) return { refused: "The review could not be saved, so no decision was made. See the status above the rubric." };
      const answer = await post(desk.dataset.decision, { choice: button.dataset.decide }, { "If-Match": `"${autosave.version}"` });
      return answer.ok ? next(answer) : refusal(answer);
    });
  }

  function post(url, body = {}, headers = {}) {
    return fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": token, ...headers },
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
    notes.count();
    autosave.touch();
  }

  notes.write(server);
  desk.addEventListener("input", changed);
  desk.addEventListener("change", changed);
  desk.inert = false;
  await autosave.start();
  const layBack = holdDesk(desk, token, problem);
  watchKeys({ desk, criteria: notes.criteria, summary: notes.summary, saveNext, decisions, signal: gone.signal });
  watchComments({ desk, post, signal: gone.signal });
  watchEarlier({ desk, criteria: notes.criteria, signal: gone.signal });
  setDeciding();
  saveNext.disabled = false;
  desk.dataset.ready = "true";

  return {
    stop() {
      gone.abort();
      autosave.stop();
      layBack();
    },
  };
}
