// Shows how hard a passphrase is to guess while it is typed. The portal rates it; the text is sent only after a pause and is not stored.
import { send } from "./http/send.js";

const pause = 350;
const waiting = new WeakMap();
let answered = 0;
let asked = 0;

const meterOf = field => field.closest("form, section")?.querySelector("[data-strength-meter]");

function later(field) {
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => judge(field), pause));
}

async function judge(field) {
  const meter = meterOf(field);
  if (!meter) return;
  const turn = ++asked;
  if (!field.value) return show(meter, null, "");
  try {
    const name = field.closest("form, section").querySelector("[data-strength-name]")?.value ?? null;
    const typed = { passphrase: field.value.slice(0, 300), name };
    const answer = await send("POST", meter.dataset.strengthMeter, typed, { signal: AbortSignal.timeout(5_000) });
    if (turn < answered) return;
    answered = turn;
    if (!answer.ok) throw new Error();
    const { level, words } = await answer.json();
    show(meter, level, words);
  } catch {
    show(meter, null, "The strength cannot be shown now. It is checked when you send the form.");
  }
}

function show(meter, level, words) {
  const [bar, said] = meter.children;
  bar.hidden = level === null;
  if (level === null) delete meter.dataset.level;
  else {
    meter.dataset.level = level;
    bar.setAttribute("aria-valuenow", level);
    bar.setAttribute("aria-valuetext", words);
  }
  // Announced only when it changes.
  if (said.textContent !== words) said.textContent = words;
}

addEventListener("input", event => "strength" in (event.target.dataset ?? {}) && later(event.target), { capture: true });
// Text typed before this script was loaded.
for (const field of document.querySelectorAll("[data-strength]")) if (field.value) later(field);
