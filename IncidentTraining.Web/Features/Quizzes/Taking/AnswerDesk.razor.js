// Quiz functions that run in the browser, so that they work without a circuit: choices are written into the hidden field of their
// question, from which the circuit stores them and js/form-drafts.js keeps a draft; items are moved, questions are shown and flagged, and
// the remaining time is counted.
import { askBeforeLeaving } from "../../../js/autosave/leaving.js";

const open = new Map();
const parts = { nothing: "not answered", partly: "partly answered", fully: "answered" };
const warnings = [[0, "The time is up."], [60, "One minute left."], [300, "Five minutes left."], [Infinity, ""]];
const say = (element, words) => { if (element.textContent !== words) element.textContent = words; };

export function start(sheet, id, page, left) {
  stop(id);
  const gone = new AbortController();
  const [one, all] = [selector => sheet.querySelector(selector), (selector, within = sheet) => [...within.querySelectorAll(selector)]];
  const [signal, fields] = [{ signal: gone.signal }, all("[data-draft-field]")];
  const numberOf = field => Number(field.closest("[data-question]").dataset.question);
  const unsaved = () => [...new Set(fields.filter(field => field.value !== field.dataset.from.replace(/\r\n?/g, "\n")).map(numberOf))];
  let [end, tick] = [performance.now() + left];

  function picksOf(question) {
    const [selects, list] = [all("select", question), question.querySelector(".ordering")];
    if (list) return list.dataset.moved ? [...list.children].map(item => item.dataset.item) : [];
    const picks = selects.length ? selects.map(select => select.value) : all(".options :checked", question).map(input => input.value);
    return picks.every(pick => pick === "-1") ? [] : picks;
  }

  const choiceOf = question => picksOf(question).join() + (question.querySelector("[data-flag]").checked ? "!" : "");

  /** Writes the person's choice into the hidden field. */
  function take(question) {
    const field = question.querySelector("[type=hidden]");
    field.value = choiceOf(question);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    mark();
  }

  /** Shows a draft, or an answer from another window, that is in the hidden field. */
  function put(question) {
    const [{ value }, list] = [question.querySelector("[type=hidden]"), question.querySelector(".ordering")];
    if (value === choiceOf(question)) return;
    const picks = value.replace("!", "").split(",").filter(Boolean);
    question.querySelector("[data-flag]").checked = value.endsWith("!");
    for (const input of all(".options input", question)) input.checked = picks.includes(input.value);
    all("select", question).forEach((select, place) => { select.value = picks[place] ?? "-1"; });
    const items = all(".ordering > li", question).sort((first, second) => first.dataset.item - second.dataset.item);
    if (list) sort(list, picks.length ? picks.map(pick => items[pick]) : items, picks.length > 0);
  }

  function sort(list, items, isMoved) {
    list.append(...items);
    list.dataset.moved = isMoved ? "true" : "";
    items.forEach((item, place) => all("[data-move]", item).forEach(button => {
      button.disabled = place === (button.dataset.move < 0 ? 0 : items.length - 1);
    }));
  }

  function move(button) {
    const [item, list, step] = [button.closest("li"), button.closest("ol"), Number(button.dataset.move)];
    const [items, from] = [[...list.children], [...list.children].indexOf(item)];
    items.splice(from + step, 0, ...items.splice(from, 1));
    sort(list, items, true);
    (button.disabled ? item.querySelector(`[data-move="${-step}"]`) : button).focus();
    say(list.nextElementSibling, `${item.querySelector("[data-item-text]").textContent}: place ${from + step + 1} of ${items.length}`);
    take(list.closest("[data-question]"));
  }

  function mark() {
    sheet.dataset.unsaved = unsaved().length > 0;
    for (const question of all("[data-question]")) {
      const [picks, text] = [picksOf(question), question.querySelector("textarea")];
      const link = one(`[data-go="${question.dataset.question}"]`);
      const made = picks.filter(pick => pick !== "-1").length;
      const part = text ? (text.value.trim() ? "fully" : "nothing") : made === 0 ? "nothing" : made < picks.length ? "partly" : "fully";
      const isFlagged = question.querySelector("[data-flag]").checked;
      [question.dataset.answered, link.dataset.answered, link.dataset.flagged] = [part, part, isFlagged];
      link.ariaLabel = `Question ${link.dataset.go}, ${parts[part]}${isFlagged ? ", flagged" : ""}`;
      // A closed select box truncates long texts.
      for (const select of all("select", question)) {
        const words = select.selectedOptions[0].text;
        say(select.nextElementSibling, words.length > 36 ? words : "");
      }
    }
  }

  function turn(number) {
    all(".quiz-questions > li").forEach((item, place) => item.toggleAttribute("data-current", place + 1 === number));
    all("[data-go]").forEach((link, place) => { link.ariaCurrent = place + 1 === number && sheet.dataset.view === "one" ? "true" : null; });
  }

  function go(number) {
    turn(number);
    // The page has a base address, so a bare "#q3" would link to the start page.
    history.replaceState(history.state, "", `${location.pathname}#q${number}`);
    one(`#q${number}`).focus({ preventScroll: true });
    one(`#q${number}`).scrollIntoView({ block: "start" });
  }

  function view(kind) {
    localStorage.setItem("quiz-view", sheet.dataset.view = kind);
    for (const button of all("[data-show]")) button.ariaPressed = String(button.dataset.show === kind);
    const asked = Number(one("[data-current] [data-question]")?.dataset.question ?? location.hash.match(/^#q(\d+)$/)?.[1] ?? 1);
    turn(Math.min(asked, all("[data-go]").length));
  }

  function clock(state) {
    localStorage.setItem("quiz-timer", state);
    one("[data-clock-box]").hidden = state === "hidden";
    one("[data-clock-toggle]").ariaPressed = String(state === "hidden");
    say(one("[data-clock-toggle]"), state === "hidden" ? "Show timer" : "Hide timer");
  }

  function count() {
    clearTimeout(tick);
    const rest = Math.max(0, end - performance.now());
    const seconds = Math.ceil(rest / 1000);
    say(one("[data-clock]"), `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    say(one("[data-clock-warning]"), warnings.find(([most]) => seconds <= most)[1]);
    if (seconds === 0) all(".question-answer").forEach(answer => { answer.disabled = true; });
    else if (!gone.signal.aborted) tick = setTimeout(count, rest % 1000 || 1000);
  }

  async function ask() {
    end = performance.now() + await page.invokeMethodAsync("Left");
    count();
  }

  sheet.addEventListener("input", ({ target }) => {
    const question = target.closest("[data-question]");
    if (target.matches("[type=hidden]")) put(question);
    else if (!target.matches("textarea")) return take(question);
    mark();
  }, signal);
  sheet.addEventListener("click", event => {
    const button = event.target.closest("[data-go], [data-step], [data-move], [data-show], [data-clock-toggle]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.go) go(Number(button.dataset.go));
    else if (button.dataset.step) go(numberOf(button) + Number(button.dataset.step));
    else if (button.dataset.move) move(button);
    else if (button.dataset.show) view(button.dataset.show);
    else clock(one("[data-clock-box]").hidden ? "shown" : "hidden");
  }, signal);
  const stored = new MutationObserver(() => { all("[data-question]").forEach(put); mark(); });
  stored.observe(sheet, { subtree: true, attributes: true, attributeFilter: ["data-from"] });
  gone.signal.addEventListener("abort", () => { stored.disconnect(); clearTimeout(tick); });
  // Registered on the window, so that the event is handled before the page of a restarted portal reloads.
  addEventListener("components-reconnect-state-changed", ({ detail: { state } }) => {
    for (const button of all("[data-finish]")) button.disabled = state !== "hide";
    sheet.dataset.away = state;
    if (state !== "hide") return;
    delete sheet.dataset.away;
    ask();
  }, { capture: true, ...signal });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !sheet.dataset.away) ask(); }, signal);
  const isKept = () => sheet.closest("[data-kept]")?.dataset.kept === "true";
  // A restarted portal reloads the page by itself, and the drafts restore the answers.
  askBeforeLeaving(() => unsaved().length > 0 && !(sheet.dataset.away === "rejected" && isKept()), isKept, signal);
  open.set(id, { gone, go, unsaved });
  view(localStorage.getItem("quiz-view") === "one" ? "one" : "all");
  clock(localStorage.getItem("quiz-timer") === "hidden" ? "hidden" : "shown");
  // A draft may have been restored before this script was loaded.
  all("[data-question]").forEach(put);
  one(".quiz-questions").inert = false;
  mark();
  count();
}

export function stop(id) {
  open.get(id)?.gone.abort();
  open.delete(id);
}

export const go = (id, number) => open.get(id).go(number);

export const unsaved = id => open.get(id).unsaved();
