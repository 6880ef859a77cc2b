// History and completion of the console by keyboard. The history is kept for the tab of the browser, run by run.
const inputs = new WeakMap();
const most = 100;

export function watch(input, server, run) {
  const store = `console-${run}`;
  const history = JSON.parse(sessionStorage.getItem(store) ?? "[]");
  let place = history.length;
  let leaves = false;

  const put = text => {
    input.value = text;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.setSelectionRange(text.length, text.length);
  };
  const onKey = async event => {
    const escaped = leaves;
    leaves = event.key === "Escape";
    if (event.key === "Tab" && !event.shiftKey && !escaped && input.value.trim() !== "") {
      event.preventDefault();
      const typed = input.value;
      const { text, isNew } = await server.invokeMethodAsync("CompleteAsync", typed);
      if (input.value !== typed || document.activeElement !== input) return;
      if (text !== typed) put(text);
      // Nothing to complete: the key does what it does everywhere.
      else if (!isNew) input.form.querySelector("button").focus();
    } else if (event.key === "ArrowUp" && place > 0) {
      event.preventDefault();
      put(history[--place]);
    } else if (event.key === "ArrowDown" && place < history.length) {
      event.preventDefault();
      put(history[++place] ?? "");
    }
  };
  const onSubmit = () => {
    const line = input.value.trim();
    if (line !== "" && history[history.length - 1] !== line) history.push(line);
    if (history.length > most) history.shift();
    place = history.length;
    sessionStorage.setItem(store, JSON.stringify(history));
  };
  input.addEventListener("keydown", onKey);
  input.form.addEventListener("submit", onSubmit, true);
  inputs.set(input, { onKey, onSubmit, form: input.form });
}

export function focus(input) {
  input.focus();
}

export function toEnd(screen) {
  requestAnimationFrame(() => { screen.scrollTop = screen.scrollHeight; });
}

export function stop(input) {
  const known = inputs.get(input);
  if (!known) return;
  input.removeEventListener("keydown", known.onKey);
  known.form.removeEventListener("submit", known.onSubmit, true);
  inputs.delete(input);
}
