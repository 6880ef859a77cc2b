/**
 * Lets the browser ask before a page with unsaved text is left. When the session has ended, the portal itself navigates to the sign-in page:
 * a user who chose "stay" would be left with a page that cannot save, and the draft restores the text. Browsers without the navigate event
 * ask, as they do for every page that is closed.
 * @param isUnsaved Whether there is unsaved text. @param isKept Whether the browser's draft has all of it. @param options Of the listeners.
 */
export function askBeforeLeaving(isUnsaved, isKept, options) {
  let isEnded = false;
  globalThis.navigation?.addEventListener("navigate", ({ destination }) => {
    isEnded = new URL(destination.url).searchParams.has("ended");
  }, options);
  addEventListener("beforeunload", event => {
    if (isUnsaved() && !(isEnded && isKept())) event.preventDefault();
  }, options);
}
