// The autosave state machine, without page, network or clock: step(state, event, rules) returns the next state and the effects. A state is in exactly
// one phase; every phase with unsaved text has a time at which it continues (see wakeAt) or waits for the user, so saving never stops silently.

/** Milliseconds. */
export const timing = {
  quiet: 1_200,            // without a keystroke before a text is sent
  longest: 5_000,          // until it is sent while the user keeps typing
  slow: 10_000,            // until "Saving…" becomes a warning
  patience: 20_000,        // to wait for a response
  refused: 30_000,         // until a refused text is sent once more unchanged
  pauses: [2_000, 4_000, 8_000, 15_000, 30_000],
};

// Texts sent without a response: one of them may be stored.
const mostSent = 10;

/**
 * The initial state of a page that shows the server's text.
 * - base: the last known server text, on which the page's text is based
 * - page: the canonical text on the page
 * - sent: canonical texts that were sent and may have arrived without a response
 * - apart: whether the next save is stored as a separate version, because the user chose it over another text
 * - takenOver: when the draft that this page continues was stored; null once saved
 * - offers: drafts of earlier pages; the user can look at them while saving continues
 * - phase: saved | waiting { due, trouble? } | sending { id, text, content, apart, slowAt, deadline, slow, trouble? }
 *   | asking { theirs } | closing { content, message, due? , deadline? } | closed { message }
 */
export function begin({ version, content }, rules) {
  const text = rules.canonical(content);
  return {
    base: { version, content, text }, page: text, sent: [], apart: false, failures: 0, requests: 0,
    dirtySince: null, savingSince: null, savedAt: null, takenOver: null, offers: [], phase: { kind: "saved" },
  };
}

/** Whether there is text that the server may not have. */
export function isDirty({ page, base, apart, sent }) { return page !== base.text || apart || sent.length > 0; }

/** When the state continues by itself; null only when nothing is unsaved or the user must decide. */
export function wakeAt({ phase }) {
  if (phase.kind === "waiting") return phase.due;
  if (phase.kind === "sending") return phase.slow ? phase.deadline : Math.min(phase.slowAt, phase.deadline);
  if (phase.kind === "closing") return phase.due ?? phase.deadline;
  return null;
}

/** The draft that the browser stores until the server has the text; sufficient for another page to continue. */
export function draftOf({ base, sent, apart, phase }, content) {
  const asked = phase.kind === "asking" ? { version: phase.theirs.version, at: phase.theirs.at, by: phase.theirs.by } : null;
  return { content, version: base.version, origin: base.content, unanswered: sent, apart, asked };
}

const steps = {
  typed: (state, event) => changed(state, event),
  wake: (state, event) => woken(state, event),
  now: (state, event) => (state.phase.kind === "waiting" || state.phase.kind === "saved" ? send(state, event) : [state, []]),
  offline: (state, event) => (state.phase.kind === "waiting" ? failed(state, event, "There is no connection.") : [state, []]),
  answer: (state, event, rules) => (state.phase.kind === "sending" && state.phase.id === event.id ? answered(state, event, rules) : [state, []]),
  arrived: (state, event, rules) => (isOlder(state, event.said) ? overtaken(state, event, rules) : [state, []]),
  found: (state, event, rules) => found(state, event, rules),
  decided: (state, event, rules) => (state.phase.kind === "asking"
    ? replace({ ...state, base: state.phase.theirs, sent: [], phase: { kind: "saved" } }, event, rules, event.content)
    : [state, []]),
  taken: (state, event, rules) => (state.phase.kind === "asking" ? [state, []] : takeOffer(state, event, rules)),
  closeDone: (state, event, rules) => (state.phase.kind === "closing" ? closeDone(state, event, rules) : [state, []]),
};

/**
 * One step. Every event carries now (milliseconds) and page (the content on the page).
 * - typed, wake (at the time of wakeAt), now (save at once: requested, back online, about to leave), offline
 * - answer { id, status, said, retryAfter }: status 0 for no response
 * - arrived { said }: the server's text, read because another page has saved
 * - found { drafts }: drafts of earlier pages, oldest first
 * - decided { content }: the user's choice while asking; taken { key, content }: the user's choice about an offer
 * - closeDone { came, message? }: "kept" (stored elsewhere, the message says where) or "failed"
 * Effects: write { content }, send { id, content, version, apart }, close { content, message }, forget { key } (an earlier page's draft),
 * adopt { key } (the same, after this page has stored its text).
 * @param rules { canonical(content), merge?(origin, mine, theirs) } as in Autosave.
 */
export function step(state, event, rules) {
  const page = rules.canonical(event.page);
  return steps[event.kind]({ ...state, page }, event, rules);
}

function changed(state, event) {
  const { phase } = state;
  if (phase.kind === "saved") return rest(state, event);
  if (phase.kind === "asking" && state.page === phase.theirs.text) return rest({ ...state, base: phase.theirs, sent: [], phase: { kind: "saved" } }, event);
  if (phase.kind === "closed" && isDirty(state)) return [{ ...state, phase: { ...phase, kind: "closing", content: event.page, due: event.now + timing.quiet } }, []];
  if (phase.kind !== "waiting") return [state, []];
  if (!phase.trouble) return rest(state, event);
  // While the portal cannot be reached, a keystroke must neither advance nor delay the next attempt.
  if (phase.trouble.text === undefined || phase.trouble.text === state.page) return [state, []];
  return [{ ...state, phase: { ...phase, due: Math.min(phase.due, event.now + timing.quiet) } }, []];
}

function woken(state, event) {
  const { phase } = state;
  const at = wakeAt(state);
  if (at === null || event.now < at) return [state, []];
  if (phase.kind === "waiting") return send(state, event);
  if (phase.kind === "closing") {
    return phase.due === undefined ? closeFailed(state, event) : close(state, event, phase.message);
  }
  return event.now < phase.deadline ? [{ ...state, phase: { ...phase, slow: true } }, []] : failed(state, event, "The portal is not responding.");
}

/** Nothing is being sent and there is no question: saved, or waiting. */
function rest(state, { now }, due) {
  if (!isDirty(state)) return [{ ...state, dirtySince: null, savingSince: null, takenOver: null, phase: { kind: "saved" } }, []];
  const dirtySince = state.dirtySince ?? now;
  return [{ ...state, dirtySince, phase: { kind: "waiting", due: due ?? Math.min(now + timing.quiet, Math.max(now, dirtySince + timing.longest)) } }, []];
}

function send(state, event) {
  const { now, page: content } = event;
  if (!isDirty(state)) return rest(state, event);
  const { base: { version }, apart, page: text } = state;
  const id = state.requests + 1;
  const savingSince = state.savingSince ?? now;
  const phase = {
    kind: "sending", id, text, content, apart, trouble: state.phase.trouble,
    slow: now >= savingSince + timing.slow, slowAt: savingSince + timing.slow, deadline: now + timing.patience,
  };
  const sent = [...state.sent.filter(one => one !== text), text].slice(-mostSent);
  return [{ ...state, requests: id, savingSince, sent, phase }, [{ kind: "send", id, content, version, apart }]];
}

function answered(state, event, rules) {
  const { status, said } = event;
  if (status === 200 && Number.isInteger(said.version)) return accepted(state, event);
  if (status === 412 && Number.isInteger(said.version) && said.content) return overtaken(state, event, rules);
  if (status === 410) return close(state, event, said.detail ?? "The portal no longer accepts text here.");
  if (status === 0) return failed(state, event, event.offline ? "There is no connection." : "The portal is not responding.");
  if (status === 401) return failed(state, event, "You are signed out. Sign in again in another tab, then come back.");
  // A response that is not from the portal, such as a proxy's page, says nothing about the text.
  if (status < 400 || status === 412 || status === 408 || status === 429 || status >= 500) return failed(state, event, "The portal cannot save right now.");
  return refused(state, event, said.detail ?? "The portal refused the text.");
}

function accepted(state, event) {
  const { phase } = state;
  const { version, savedAt } = event.said;
  const base = { version, content: phase.content, text: phase.text };
  return rest({
    ...state, base, sent: [], failures: 0, savedAt, savingSince: null, dirtySince: null,
    // A choice that the user made during the request must still be stored separately.
    apart: state.apart && !phase.apart,
  }, event);
}

/**
 * Whether the page's text is based on an older text than the server's and the merge can begin. It cannot while a text is being sent,
 * because that request gets its own response.
 */
function isOlder({ phase, base }, { version, content }) {
  return (phase.kind === "saved" || phase.kind === "waiting") && version > base.version && content !== undefined;
}

function overtaken(state, event, rules) {
  const { said } = event;
  const theirs = { version: said.version, content: said.content, text: rules.canonical(said.content), at: said.savedAt, by: said.by ?? null };
  // Our own earlier request arrived and only its response was lost, or both texts are equal.
  const known = state.sent.includes(theirs.text) || state.page === theirs.text;
  const met = { ...state, failures: 0 };
  return known ? rest({ ...met, base: theirs, sent: [] }, event, event.now) : receive(met, event, rules, theirs);
}

/** The server has another text: merges both where that loses nothing; otherwise asks the user. */
function receive(state, event, rules, theirs, mayMerge = true) {
  const merged = mayMerge && state.base.content ? rules.merge?.(state.base.content, event.page, theirs.content) : null;
  if (!merged || merged.overlapping.length > 0) return [{ ...state, sent: [], phase: { kind: "asking", theirs } }, []];
  const next = { ...state, base: theirs, sent: [], page: rules.canonical(merged.mine) };
  const [rested, effects] = rest(next, event, event.now);
  return [rested, [{ kind: "write", content: merged.mine }, ...effects]];
}

function failed(state, { now, retryAfter = 0 }, reason) {
  const pause = Math.max(timing.pauses[Math.min(state.failures, timing.pauses.length - 1)], retryAfter);
  return [{ ...state, failures: state.failures + 1, savingSince: null, phase: { kind: "waiting", due: now + pause, trouble: { reason: `${reason} Trying again.` } } }, []];
}

function refused(state, { now }, reason) {
  const { text } = state.phase;
  const due = now + (state.page === text ? timing.refused : timing.quiet);
  return [{ ...state, failures: 0, savingSince: null, phase: { kind: "waiting", due, trouble: { reason, text } } }, []];
}

function close(state, { now, page: content }, message) {
  return [{ ...state, phase: { kind: "closing", content, message, deadline: now + timing.patience } }, [{ kind: "close", content, message }]];
}

function closeFailed(state, { now }) {
  const { content, message } = state.phase;
  return [{ ...state, phase: { kind: "closing", content, message, due: now + timing.refused } }, []];
}

function closeDone(state, event, rules) {
  const { content, message } = state.phase;
  if (event.came === "failed") return closeFailed(state, event);
  const text = rules.canonical(content);
  const kept = { ...state, base: { ...state.base, content, text }, sent: [], apart: false };
  return state.page === text
    ? [{ ...kept, phase: { kind: "closed", message: event.message ?? message } }, []]
    : [{ ...kept, phase: { kind: "closing", content, message, due: event.now + timing.quiet } }, []];
}

/** The user continues with a text other than the page's. */
function replace(state, event, rules, content) {
  const page = rules.canonical(content);
  const next = { ...state, page, apart: state.apart || page !== state.base.text };
  const [rested, effects] = next.phase.kind === "sending" ? [next, []] : rest(next, event, event.now);
  return [rested, [{ kind: "write", content }, ...effects]];
}

function takeOffer(state, event, rules) {
  const offers = state.offers.filter(offer => offer.key !== event.key);
  const [next, effects] = replace({ ...state, offers }, event, rules, event.content);
  return [next, [...effects, { kind: "forget", key: event.key }]];
}

/** Continues with the newest draft of an earlier page; the others are offered. */
function found(state, event, rules) {
  const same = event.drafts.filter(draft => rules.canonical(draft.content) === state.base.text);
  const other = event.drafts.filter(draft => !same.includes(draft));
  const effects = same.map(({ key }) => ({ kind: "forget", key }));
  // Text typed before the drafts were read belongs to this page.
  const newest = isDirty(state) ? undefined : other.at(-1);
  const [next, more] = newest ? goOn({ ...state, offers: other.slice(0, -1) }, event, rules, newest) : rest({ ...state, offers: other }, event);
  return [next, [...effects, ...more]];
}

function goOn(state, event, rules, draft) {
  const { key, at, content, unanswered = [], origin, asked } = draft;
  const adopted = { ...state, page: rules.canonical(content), apart: draft.apart ?? false, takenOver: at };
  const first = [{ kind: "write", content }, { kind: "adopt", key }];
  // Nothing was saved since the draft, or exactly what its page had sent when it crashed; and no choice was pending.
  if (!asked && (draft.version === state.base.version || unanswered.includes(state.base.text))) {
    const sent = unanswered.includes(state.base.text) ? [] : unanswered;
    const [next, effects] = rest({ ...adopted, sent }, event, event.now);
    return [next, [...first, ...effects]];
  }
  const known = asked?.version === state.base.version ? asked : { at: null, by: null };
  const theirs = { ...state.base, at: known.at, by: known.by };
  const base = { version: draft.version, content: origin ?? null, text: origin ? rules.canonical(origin) : null };
  const [next, effects] = receive({ ...adopted, base }, { ...event, page: content }, rules, theirs, !asked);
  return [next, [...first, ...effects]];
}
