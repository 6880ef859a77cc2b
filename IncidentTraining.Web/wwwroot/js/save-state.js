// Shows what an autosave says. Seen always; spoken only when it turns bad or good again, not at every save.

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
