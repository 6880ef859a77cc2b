// The list of example steps: a choice is inserted as a new line, ready to edit.
import { insertBelow } from "../../../js/documents/toolbar.js";

export function pickSteps(picker, textarea) {
  picker.addEventListener("change", event => {
    // The selection itself is not part of the document's text.
    event.stopPropagation();
    const line = picker.value;
    picker.value = "";
    if (!line) return;
    const at = insertBelow(textarea, line, "\n");
    textarea.setSelectionRange(at + line.indexOf(" ") + 1, at + line.length);
  });
}
