// The messages for a state of autosave/machine.js: the save status, and the question to the user.

/** { kind, message, at } for the status; a temporary problem is followed by where the text is stored. */
export function wordsOf({ phase, savedAt }) {
  if (phase.kind === "saved") return { kind: "saved", message: savedAt ? "Saved" : "All changes saved", at: savedAt };
  if (phase.kind === "asking") return { kind: "conflict", message: "Not saved until you choose" };
  if (phase.kind === "closing") return problem(phase.message);
  if (phase.kind === "closed") return { kind: "problem", message: phase.message, final: true };
  if (phase.trouble) return problem(phase.trouble.reason);
  if (phase.kind === "waiting") return { kind: "unsaved", message: "Not saved yet" };
  return phase.slow ? problem("Saving is taking longer than usual.") : { kind: "saving", message: "Saving…" };
}

function problem(reason) { return { kind: "problem", message: `Not saved. ${reason}` }; }

/** The texts that the user must choose between, or null; see Autosave's onQuestion. */
export function questionOf({ phase, base, takenOver, offers }) {
  if (phase.kind === "asking") {
    const { content, at, by } = phase.theirs;
    return { origin: base.content, theirs: content, at, by, left: takenOver ? "draft" : null, keptAt: takenOver };
  }
  const offer = offers.at(-1);
  return offer ? { origin: offer.origin ?? null, theirs: offer.content, key: offer.key, at: null, by: null, left: "offer", keptAt: offer.at } : null;
}
