// The notes of a review: read from the page, written to it, and split into parts that can be merged and chosen between.
import { textPart } from "../autosave/merge.js";

export function notesOf(desk) {
  const summary = desk.querySelector("#summary");
  const criteria = [...desk.querySelectorAll("[data-criterion]")].map(element => ({
    id: element.dataset.criterion,
    title: element.dataset.title,
    levels: [...element.querySelectorAll("input[type=radio]")],
    comment: element.querySelector("[data-mark-comment]"),
  }));
  const comments = [...desk.querySelectorAll("[data-section-comment]")];

  function read() {
    const marks = {};
    for (const { id, levels, comment } of criteria) {
      const level = levels.findIndex(radio => radio.checked);
      marks[id] = { level: level < 0 ? null : level, comment: comment.value };
    }
    return {
      marks,
      sectionComments: Object.fromEntries(comments.map(area => [area.dataset.sectionComment, area.value])),
      summary: summary.value,
    };
  }

  function write(notes) {
    for (const { id, levels, comment } of criteria) {
      const mark = notes.marks[id] ?? {};
      levels.forEach((radio, index) => { radio.checked = index === mark.level; });
      comment.value = mark.comment ?? "";
    }
    for (const area of comments) {
      area.value = notes.sectionComments[area.dataset.sectionComment] ?? "";
      if (area.value) area.closest("details").open = true;
    }
    summary.value = notes.summary ?? "";
    count();
  }

  function count() {
    const chosen = criteria.map(({ levels }) => levels.find(radio => radio.checked)).filter(Boolean);
    desk.querySelector("#points").textContent = chosen.reduce((sum, radio) => sum + Number(radio.dataset.points), 0);
    const open = criteria.length - chosen.length;
    desk.querySelector("#open-criteria").textContent = open ? `${open} of ${criteria.length} criteria open` : "";
  }

  /** The notes in parts that the user can choose between. */
  function parts(notes) {
    const found = [textPart("summary", "To the author", notes.summary ?? "")];
    for (const { id, title, levels } of criteria) {
      const mark = notes.marks[id] ?? {};
      const shown = levels[mark.level ?? -1]?.closest(".level").title ?? "open";
      found.push({ id: `level:${id}`, title: `${title}: mark`, text: String(mark.level ?? ""), shown, value: { level: mark.level ?? null } });
      found.push(textPart(`comment:${id}`, `${title}: comment`, mark.comment ?? ""));
    }
    for (const area of comments) {
      found.push(textPart(`section:${area.dataset.sectionComment}`, `On ${area.dataset.title}`, notes.sectionComments[area.dataset.sectionComment] ?? ""));
    }
    return found;
  }

  function compose(values) {
    const marks = {};
    for (const { id } of criteria) marks[id] = { level: values[`level:${id}`].level, comment: values[`comment:${id}`] };
    const sectionComments = Object.fromEntries(comments.map(({ dataset }) => [dataset.sectionComment, values[`section:${dataset.sectionComment}`]]));
    return { marks, sectionComments, summary: values.summary };
  }

  return { criteria, summary, read, write, count, parts, compose };
}

/** A text that is equal for equivalent notes. */
export function canonical({ marks, sectionComments, summary }) {
  const lines = text => (text ?? "").replace(/\r\n?/g, "\n");
  return JSON.stringify([
    Object.keys(marks).sort().map(id => [id, marks[id].level ?? null, lines(marks[id].comment)]).filter(([, level, comment]) => level !== null || comment),
    Object.keys(sectionComments).sort().map(id => [id, lines(sectionComments[id])]).filter(([, comment]) => comment),
    lines(summary),
  ]);
}
