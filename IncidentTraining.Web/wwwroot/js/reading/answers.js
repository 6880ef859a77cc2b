// Sends the reader's answer to an exercise and shows the model answer that the server returns.
import { send } from "../http/send.js";

for (const section of document.querySelectorAll("[data-own-answer]")) {
  const form = section.querySelector("form");
  const text = form.querySelector("textarea");
  const refusal = form.querySelector("[data-refusal]");
  const state = form.querySelector("[data-state]");
  const button = form.querySelector("button");
  // Another user who signs in at this computer must not get the text.
  const draft = `answer:${document.querySelector("[data-signs-out]").dataset.signsOut}:${section.dataset.ownAnswer}`;

  // Unsaved text survives a reload of this tab.
  if (sessionStorage.getItem(draft)) text.value = sessionStorage.getItem(draft);
  text.addEventListener("input", () => {
    sessionStorage.setItem(draft, text.value);
    state.textContent = "Not saved yet.";
  });

  form.addEventListener("submit", async event => {
    event.preventDefault();
    button.disabled = true;
    refusal.hidden = true;
    try {
      const answer = await send("PUT", section.dataset.ownAnswer, { text: text.value });
      if (!answer.ok) {
        refuse(answer.status === 401 ? "You are signed out. Sign in in another tab and try again; your answer is still here." : (await answer.json()).detail);
        return;
      }
      const model = section.querySelector("[data-model-answer]");
      const isFirst = model.childElementCount === 0;
      model.innerHTML = await answer.text();
      sessionStorage.removeItem(draft);
      state.textContent = "Your answer is saved.";
      button.textContent = "Save changes";
      if (isFirst) model.focus();
    } catch {
      refuse("The portal cannot be reached. Your answer is still here; try again in a moment.");
    } finally {
      button.disabled = false;
    }
  });

  button.disabled = false;

  function refuse(words) {
    refusal.textContent = words;
    refusal.hidden = false;
    state.textContent = "Not saved.";
  }
}
