// Single-key shortcuts for reading, and the dialog that lists them. They can be switched off, because speech input would trigger them.

const storage = "reading-shortcuts";
/** Whether a key is typed into a field or belongs to another control. Radio buttons and check boxes do not use these keys. */
const takesKeys = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog";
const shortcuts = [
  ["/", "Search", () => { const search = document.querySelector("[data-search]"); search?.focus(); search?.select(); }],
  ["n", "Next page", () => document.querySelector(".turn-next")?.click()],
  ["p", "Previous page", () => document.querySelector(".turn-previous")?.click()],
  ["?", "Show this list", openSheet],
];

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(takesKeys)) return;
  const shortcut = shortcuts.find(([key]) => key === event.key);
  if (!shortcut || (!isOn() && event.key !== "?")) return;
  event.preventDefault();
  shortcut[2]();
});

function isOn() {
  return localStorage.getItem(storage) !== "off";
}

function openSheet() {
  const sheet = document.createElement("dialog");
  sheet.className = "sheet";
  sheet.setAttribute("aria-labelledby", "sheet-title");
  sheet.innerHTML = `<h2 id="sheet-title">Keys on reading pages</h2><dl></dl>
    <label><input type="checkbox"> Enable single-key shortcuts</label>
    <form method="dialog"><button class="button">Close</button></form>`;
  sheet.querySelector("dl").innerHTML = shortcuts.map(([key, words]) => `<div><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`).join("");
  const box = sheet.querySelector("input");
  box.checked = isOn();
  box.addEventListener("change", () => localStorage.setItem(storage, box.checked ? "on" : "off"));
  sheet.addEventListener("close", () => sheet.remove());
  document.body.append(sheet);
  sheet.showModal();
}
