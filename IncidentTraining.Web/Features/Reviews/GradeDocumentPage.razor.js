// The grading page: shows one document after another in the same page. Loading a new page each time would cost half a second for scripts and styles
// that are already loaded.
import { beginGrading } from "../../js/reviews/grading.js";

let shown = location.pathname;
let grading = await beginGrading({ fetchNext, show });

/** Fetches the next document's page when needed: prefetching could show outdated data. */
async function fetchNext(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(20_000) });
    const isPage = answer.ok && !answer.redirected;
    return { url, page: isPage ? new DOMParser().parseFromString(await answer.text(), "text/html") : null };
  } catch (unreachable) {
    console.info("The next document is loaded as a new page.", unreachable);
    return { url, page: null };
  }
}

/** Shows the page within this one; other results (the empty queue, an inaccessible document) are loaded as a new page. */
async function show({ url, page }, done) {
  if (!page?.getElementById("desk")) {
    location.assign(url);
    return;
  }

  const left = { url: shown, title: document.querySelector("main h1").textContent };
  grading.stop();
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.title = page.title;
  history.pushState(null, "", url);
  shown = location.pathname;
  document.querySelector(".skip-link").href = `${shown}#main`;
  scrollTo(0, 0);
  document.querySelector("main h1").focus({ preventScroll: true });
  sayWhatWasLeft(left, done);
  grading = await beginGrading({ fetchNext, show });
}

function sayWhatWasLeft({ url, title }, done) {
  const back = document.createElement("a");
  back.href = url;
  back.textContent = title;
  document.querySelector("[data-left]").append(back, ` is ${done}.`);
}

// Back and forward: each document has its own address. A jump within the page is not a navigation.
addEventListener("popstate", () => { if (location.pathname !== shown) location.reload(); });
// A page restored from the browser's cache has released its lock.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
