// Shows the autosave state. It is always visible, but announced to screen readers only when saving fails or recovers.

export function showSaveState(element, spoken) {
  let wasBad = false;
  return ({ kind, message, at }) => {
    element.dataset.kind = kind;
    element.textContent = at ? `${message} ${new Date(at).toLocaleTimeString("en-GB")}` : message;
    const isBad = kind === "problem" || kind === "conflict";
    if (isBad) spoken.textContent = message;
    else if (wasBad && kind === "saved") spoken.textContent = "Saved again.";
    if (kind === "saved" || isBad) wasBad = isBad;
  };
}
