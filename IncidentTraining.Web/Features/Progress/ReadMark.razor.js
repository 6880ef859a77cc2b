// Marks a page as read when its end comes into view. Loaded on trainees' reading pages; without it, only the mark is missing.
import { send } from "../../js/http/send.js";

const end = document.querySelector("[data-read-mark]");
if (end) end.dataset.readPages.split(" ").filter(Boolean).forEach(tick);

/** Marks a page as read in the contents, including a text for screen readers. */
function tick(page) {
  for (const link of document.querySelectorAll(".contents a")) {
    if (!link.pathname.endsWith(`/${page}`) || link.querySelector(".is-read")) continue;
    const read = document.createElement("span");
    read.className = "is-read";
    read.innerHTML = ' <span aria-hidden="true">✓</span><span class="visually-hidden">read</span>';
    link.append(read);
  }
}

if (end && end.dataset.read !== "true") {
  const watch = new IntersectionObserver(async entries => {
    if (!entries.some(entry => entry.isIntersecting)) return;
    watch.disconnect();
    const answer = await send("PUT", end.dataset.readMark);
    if (answer.ok) {
      end.dataset.read = "true";
      end.textContent = end.dataset.readWords;
      tick(location.pathname.split("/").at(-1));
    }
  });
  watch.observe(end);
}
