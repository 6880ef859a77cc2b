// The grading desk: one document after the other in the same page. Loading a page for each would cost its reader half a
// second of scripts and styles that are here already.
import { beginGrading } from "./grading.js";

let shown = location.pathname;
let grading = await beginGrading({ fetchNext, show });

/** The next document's page as it is now: nothing is fetched ahead of time, which could show what is true no longer. */
async function fetchNext(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(20_000) });
    const isPage = answer.ok && !answer.redirected;
    return { url, page: isPage ? new DOMParser().parseFromString(await answer.text(), "text/html") : null };
  } catch (unreachable) {
    console.info("The next document is loaded as a page of its own.", unreachable);
    return { url, page: null };
  }
}

/** Lays the page into this one; whatever is no desk (the empty queue, a document that is out of reach now) is loaded as a page. */
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

// Back and forward: each document has its address. A jump within the page is none of them.
addEventListener("popstate", () => { if (location.pathname !== shown) location.reload(); });
// A page that the browser brings back from its cache has laid its document back.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
