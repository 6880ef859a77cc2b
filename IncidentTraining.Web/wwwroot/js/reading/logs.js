// Shows a recorded log with a filter that keeps lines containing all the given words. Without this script, or if the log cannot be loaded,
// the link to it remains.

import { comesNear } from "./comes-near.js";

const levelOf = text => / (error|fatal) /i.test(text) ? "log-error" : / warn /i.test(text) ? "log-warn" : "log-info";

await Promise.all([...document.querySelectorAll("[data-log]")].map(async log => {
  await comesNear([log]);
  const answer = await fetch(log.querySelector("a").href);
  if (answer.ok) show(log, await answer.text());
}));

function show(log, text) {
  const lines = text.trimEnd().split("\n").map(words => {
    const line = document.createElement("span");
    line.className = levelOf(words);
    line.textContent = `${words}\n`;
    return line;
  });
  const all = document.createElement("pre");
  all.tabIndex = 0;
  all.setAttribute("aria-label", "Log");
  all.append(...lines);
  log.querySelector("p").replaceWith(all);
  addFilter(log, lines);
}

function addFilter(log, lines) {
  const count = log.querySelector(".log-count");
  const all = count.textContent;
  const label = document.createElement("label");
  label.className = "log-filter";
  label.innerHTML = '<span>Filter lines</span> <input type="search" autocomplete="off" spellcheck="false">';
  log.querySelector("figcaption").after(label);
  count.setAttribute("role", "status");
  label.querySelector("input").addEventListener("input", event => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let kept = 0;
    for (const line of lines) {
      line.hidden = !words.every(word => line.textContent.toLowerCase().includes(word));
      if (!line.hidden) kept++;
    }
    count.textContent = words.length === 0 ? all : `${kept} of ${all}`;
  });
}
