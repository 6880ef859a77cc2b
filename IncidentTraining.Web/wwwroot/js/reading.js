// Optional features of the reading pages. Pages are complete without them.

import { comesNear } from "./reading/comes-near.js";

const highlighterLanguages = ["typescript", "yaml", "sql", "json", "bash", "markdown", "diff"];

showPlaceInContents();
markHeadingInView();
addCopyButtons();
preparePrint();
await Promise.all([
  import("./keys/keys.js").then(({ watchKeys }) => watchKeys()),
  loadWhereUsed("a.term", "./reading/terms.js"),
  loadWhereUsed("[data-log]", "./reading/logs.js"),
  loadWhereUsed("[data-own-answer]", "./reading/answers.js"),
  loadWhereUsed(".reading details[data-ask]", "./reading/checks.js"),
  highlightCode(),
  drawDiagrams(),
]);

async function loadWhereUsed(selector, script) {
  if (document.querySelector(selector)) await import(script);
}

function preparePrint() {
  document.querySelector("[data-print-now]")?.addEventListener("click", () => window.print());
}

/** Scrolls the contents, and nothing else, so that the open page's entry is visible. */
function showPlaceInContents() {
  const side = document.querySelector(".reading-side");
  const current = side?.querySelector(".contents [aria-current]");
  if (current && current.offsetTop > side.clientHeight / 2) side.scrollTop = current.offsetTop - side.clientHeight / 2;
}

/** Highlights in the outline the last heading that has passed the upper third of the window. */
function markHeadingInView() {
  const links = [...document.querySelectorAll("[data-outline] a")];
  const headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (links.length === 0) return;

  let waiting = false;
  const mark = () => {
    waiting = false;
    const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    let current = headings.findLastIndex(heading => heading && heading.getBoundingClientRect().top < window.innerHeight / 3);
    if (atEnd && window.scrollY > 0) current = headings.length - 1;
    links.forEach((link, index) => index === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
  };
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  }, { passive: true });
  mark();
}

function addCopyButtons() {
  for (const block of document.querySelectorAll(".code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      button.textContent = await copied(block.querySelector("code")) ? "Copied" : "Selected: press Ctrl+C";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    block.append(button);
  }
}

/** Over plain HTTP, as on a LAN, there is no clipboard API; the code is selected instead, and older browsers copy the selection. */
async function copied(code) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  }
  window.getSelection().selectAllChildren(code);
  return document.execCommand("copy");
}

async function highlightCode() {
  const languageOf = code => /language-(\S+)/.exec(code.className)?.[1];
  const blocks = [...document.querySelectorAll(".code code")].filter(code => highlighterLanguages.includes(languageOf(code)));
  if (blocks.length === 0) return;

  await comesNear(blocks);
  const { default: highlighter } = await import("/lib/highlightjs/core.min.js");
  for (const language of new Set(blocks.map(languageOf))) {
    const grammar = await import(`/lib/highlightjs/languages/${language}.min.js`);
    highlighter.registerLanguage(language, grammar.default);
  }
  blocks.forEach(block => highlighter.highlightElement(block));
}

/** Draws diagrams from their text. The library is large, so it is loaded when the first diagram scrolls near the viewport. */
async function drawDiagrams() {
  const figures = [...document.querySelectorAll(".diagram")];
  if (figures.length === 0) return;
  figures.forEach(figure => figure.classList.add("is-waiting"));

  await comesNear(figures);
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/lib/mermaid/mermaid.min.js";
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("The diagram library did not load; diagrams are shown as text.")));
    document.head.append(script);
  }).catch(error => {
    figures.forEach(figure => figure.classList.remove("is-waiting"));
    throw error;
  });

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
  window.mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    theme: "base",
    fontFamily: getComputedStyle(document.body).fontFamily,
    themeVariables: {
      darkMode: dark,
      background: colour("--surface"),
      primaryColor: colour("--accent-soft"),
      primaryTextColor: colour("--text"),
      primaryBorderColor: colour("--accent"),
      secondaryColor: colour("--surface-2"),
      tertiaryColor: colour("--surface-2"),
      lineColor: colour("--line-strong"),
      textColor: colour("--text"),
      noteBkgColor: colour("--warn-soft"),
      noteTextColor: colour("--text"),
      noteBorderColor: colour("--warn"),
    },
  });
  for (const [index, figure] of figures.entries()) {
    const source = figure.querySelector(".diagram-source");
    const { svg } = await window.mermaid.render(`diagram-${index}`, source.textContent);
    const drawing = document.createElement("div");
    drawing.className = "diagram-drawing";
    // The text alternative next to it conveys the same to people who cannot see the diagram.
    drawing.setAttribute("aria-hidden", "true");
    drawing.innerHTML = svg;
    // In a narrow column the text would be too small to read, so the frame scrolls instead.
    const drawn = drawing.querySelector("svg");
    drawn.style.minWidth = `${Math.round(drawn.viewBox.baseVal.width * 0.8)}px`;
    const focused = document.activeElement;
    const wasSeen = isInWindow(focused);
    source.replaceWith(drawing);
    figure.classList.remove("is-waiting");
    // A diagram is taller than its text: a focused element below it would be pushed out of the window.
    if (wasSeen && !isInWindow(focused)) focused.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}

function isInWindow(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
