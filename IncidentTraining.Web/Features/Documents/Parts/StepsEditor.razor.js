// The list of example steps: a choice is inserted as a new line, ready to edit.
import { insert } from "../../../js/documents/toolbar.js";

export function pickSteps(picker, textarea) {
  picker.addEventListener("change", event => {
    // The selection itself is not part of the document's text.
    event.stopPropagation();
    const line = picker.value;
    picker.value = "";
    if (!line) return;
    textarea.focus();
    const { value, selectionEnd } = textarea;
    const end = value.indexOf("\n", selectionEnd) < 0 ? value.length : value.indexOf("\n", selectionEnd);
    textarea.setSelectionRange(end, end);
    const before = value.length === 0 || value[end - 1] === "\n" ? "" : "\n";
    insert(textarea, before + line);
    const rest = end + before.length + line.indexOf(" ") + 1;
    textarea.setSelectionRange(rest, end + before.length + line.length);
  });
}
