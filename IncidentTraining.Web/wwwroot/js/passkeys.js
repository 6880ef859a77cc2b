// Creates and uses passkeys. The browser signs the portal's challenge; the private key never leaves the device.
import { send } from "./http/send.js";

const supported = isSecureContext && typeof PublicKeyCredential === "function"
  && PublicKeyCredential.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;

async function post(url, content) {
  const answer = await send("POST", url, content);
  const said = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.detail ?? said.title ?? "The portal did not respond. Try again.");
  return said;
}

// The browser's own messages are meant for developers.
const words = error => error.name === "NotAllowedError" ? "No passkey was used: the request was cancelled or timed out."
  : error.name === "InvalidStateError" ? "This device already has a passkey for your account."
    : error.message;

async function add(form) {
  const said = form.querySelector("[data-passkey-said]");
  const value = name => form.elements[name]?.value ?? "";
  try {
    const { challenge, options } = await post(form.dataset.passkeyAdd, { name: value("passkey-name"), passphrase: value("passkey-passphrase"), code: value("passkey-code") });
    const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
    await post(form.dataset.passkeyMade, { challenge, name: value("passkey-name"), credential: JSON.stringify(credential) });
    form.reset();
    said.textContent = "The passkey is added.";
  } catch (error) {
    said.textContent = words(error);
  }
}

async function signIn(button) {
  const said = document.querySelector("[data-passkey-said]");
  try {
    const { challenge, options } = await post(`${button.dataset.passkeySignIn}/begin`, {});
    const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    const { to } = await post(button.dataset.passkeySignIn, { challenge, credential: JSON.stringify(credential), returnUrl: new URLSearchParams(location.search).get("ReturnUrl") });
    location.assign(to);
  } catch (error) {
    said.textContent = words(error);
  }
}

if (supported) {
  // The style sheet shows elements that work only with this script; a working page may render its part later.
  document.documentElement.dataset.passkeys = "";
  addEventListener("submit", event => {
    if (!event.target.dataset.passkeyAdd) return;
    event.preventDefault();
    add(event.target);
  });
  addEventListener("click", event => {
    const button = event.target.closest?.("[data-passkey-sign-in]");
    if (button) signIn(button);
  });
}
