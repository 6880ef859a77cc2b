// Small script on every page: loads what a form needs when there is one.
const keptForms = () => import("./form-drafts.js");
const typedText = () => import("./typed-text.js");
const strength = () => import("./strength.js");

if ([...document.querySelectorAll("[data-limit]")].some(field => field.value.length > field.dataset.limit)) typedText();
document.addEventListener("focusin", event => event.target.dataset.limit && typedText());
document.addEventListener("focusin", event => "strength" in event.target.dataset && strength());
if ("strength" in (document.activeElement?.dataset ?? {})) strength();

// A working page may show its part later.
if (document.querySelector("[data-passkey-sign-in]") || location.pathname === "/account") import("./passkeys.js");

document.addEventListener("submit", async event => {
  if (!event.target.dataset.signsOut) return;
  event.preventDefault();
  (await keptForms()).signOut(event.target);
});

// A cookie tells which forms the portal has accepted since the last page.
const taken = document.cookie.split("; ").map(cookie => cookie.split("=")[0]).filter(name => name.startsWith("taken-"));
if (taken.length) {
  await (await keptForms()).forgetTaken(taken.map(name => name.slice("taken-".length)));
  for (const name of taken) document.cookie = `${name}=; Path=/; Max-Age=0`;
}

const marks = [...document.querySelectorAll("[data-keep-draft]")];
if (marks.length) (await keptForms()).keepForms(marks);
