// Keyboard history and completion for the console. The history is kept per browser tab and run.
const inputs = new WeakMap();
const most = 100;

export function watch(input, server, run) {
  const store = `console-${run}`;
  const history = JSON.parse(sessionStorage.getItem(store) ?? "[]");
  const listening = new AbortController();
  const { signal } = listening;
  let place = history.length;
  let leaves = false;

  const put = text => {
    input.value = text;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.setSelectionRange(text.length, text.length);
  };
  input.addEventListener("keydown", async event => {
    const escaped = leaves;
    leaves = event.key === "Escape";
    if (event.key === "Tab" && !event.shiftKey && !escaped && input.value.trim() !== "") {
      event.preventDefault();
      const typed = input.value;
      const { text, isNew } = await server.invokeMethodAsync("CompleteAsync", typed);
      if (input.value !== typed || document.activeElement !== input) return;
      if (text !== typed) put(text);
      // Nothing to complete: the key keeps its normal function.
      else if (!isNew) input.form.querySelector("button").focus();
    } else if (event.key === "ArrowUp" && place > 0) {
      event.preventDefault();
      put(history[--place]);
    } else if (event.key === "ArrowDown" && place < history.length) {
      event.preventDefault();
      put(history[++place] ?? "");
    }
  }, { signal });
  input.form.addEventListener("submit", () => {
    const line = input.value.trim();
    if (line !== "" && history.at(-1) !== line) history.push(line);
    if (history.length > most) history.shift();
    place = history.length;
    sessionStorage.setItem(store, JSON.stringify(history));
  }, { signal, capture: true });
  inputs.set(input, listening);
}

export function toEnd(screen) {
  requestAnimationFrame(() => { screen.scrollTop = screen.scrollHeight; });
}

export function stop(input) {
  inputs.get(input)?.abort();
}
