// Shows two texts side by side and lets the person choose, part by part. Nothing is chosen for them.

/**
 * @param dialog A <dialog> with [data-intro], [data-parts] and a [data-continue] button.
 * @param conflict { mine, theirs } and intro, a sentence.
 * @param parts (content) => [{ id, title, text, value }]; value goes back into compose; a text value can be joined.
 * @param compose ({ id: value }) => content
 * @returns The chosen content, and whether some of mine is not in it; null when the person looks away for now.
 */
export function choose(dialog, { mine, theirs, intro }, parts, compose) {
  const ours = new Map(parts(mine).map(part => [part.id, part]));
  const others = new Map(parts(theirs).map(part => [part.id, part]));
  const ids = [...new Set([...ours.keys(), ...others.keys()])];
  const differing = ids.filter(id => ours.get(id)?.text !== others.get(id)?.text);
  const picks = new Map();

  dialog.querySelector("[data-intro]").textContent = intro;
  const go = dialog.querySelector("[data-continue]");
  go.disabled = differing.length > 0;
  dialog.querySelector("[data-parts]").replaceChildren(...differing.map(id => part(ours.get(id), others.get(id), pick => {
    picks.set(id, pick);
    go.disabled = picks.size < differing.length;
  })));

  return new Promise(resolve => {
    const finish = result => {
      go.onclick = dialog.onclose = null;
      resolve(result);
    };
    dialog.onclose = () => finish(null);
    go.onclick = () => {
      const values = Object.fromEntries(ids.map(id => [id, value(picks.get(id) ?? "theirs", ours.get(id), others.get(id))]));
      finish({ content: compose(values), droppedMine: [...picks.values()].includes("theirs") });
      dialog.close();
    };
    dialog.showModal();
  });
}

function value(pick, mine, theirs) {
  if (pick === "mine") return mine?.value;
  if (pick === "theirs") return theirs?.value;
  return [mine.value, theirs.value].join("\n\n");
}

function part(mine, theirs, onPick) {
  const { id, title } = mine ?? theirs;
  const group = document.createElement("fieldset");
  group.dataset.part = id;
  const legend = document.createElement("legend");
  legend.textContent = title;
  const sides = document.createElement("div");
  sides.className = "conflict-sides";
  sides.append(
    side(id, "mine", "On this page", mine?.text ?? "", onPick),
    side(id, "theirs", "Saved meanwhile", theirs?.text ?? "", onPick));
  group.append(legend, sides);
  if (typeof mine?.value === "string" && typeof theirs?.value === "string") {
    group.append(option(id, "both", "Keep both, one after the other", onPick));
  }
  return group;
}

function side(id, pick, heading, text, onPick) {
  const box = document.createElement("div");
  const shown = document.createElement("pre");
  shown.textContent = text || "(empty)";
  shown.tabIndex = 0;
  shown.setAttribute("aria-label", heading);
  box.append(option(id, pick, `${heading}: keep this`, onPick), shown);
  return box;
}

function option(id, pick, words, onPick) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  radio.type = "radio";
  radio.name = `conflict-${id}`;
  radio.value = pick;
  radio.onchange = () => onPick(pick);
  label.append(radio, ` ${words}`);
  return label;
}
