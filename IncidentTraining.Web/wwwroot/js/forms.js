// Small script on every page: loads what a form needs when there is one.
const typedText = () => import("./typed-text.js");
const strength = () => import("./strength.js");

if ([...document.querySelectorAll("[data-limit]")].some(field => field.value.length > field.dataset.limit)) typedText();
document.addEventListener("focusin", event => event.target.dataset.limit && typedText());
document.addEventListener("focusin", event => "strength" in event.target.dataset && strength());
if ("strength" in (document.activeElement?.dataset ?? {})) strength();

// A working page may render its form later.
if (document.querySelector("[data-passkey-sign-in]") || location.pathname === "/account") import("./passkeys.js");

document.addEventListener("submit", async event => {
  if (!event.target.dataset.signsOut) return;
  event.preventDefault();
  (await import("./form-drafts.js")).signOut(event.target);
});

// A circuit shows other pages without loading this link again.
document.addEventListener("focusin", event => {
  if (event.target.matches(".skip-link")) event.target.href = `${location.pathname}${location.search}#main`;
});
