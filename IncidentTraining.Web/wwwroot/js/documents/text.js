// A document's content in the server's format, and how two contents are compared.
import { textPart } from "../autosave/merge.js";

const itemFields = ["what", "owner", "dueOn", "kind", "priority", "ticket", "done"];

/** Returns the same text for equivalent contents; the server tidies in the same way. */
export function canonical({ title, sections }) {
  const filled = Object.keys(sections).sort().map(id => [id, tidy(sections[id])]).filter(([, section]) => section);
  return JSON.stringify([title.trim(), filled]);
}

function tidy({ text = "", items }) {
  const rows = (items ?? []).map(item => itemFields.map(field => String(item[field] || ""))).filter(row => row.some(field => field.trim()));
  return text.trim() || rows.length ? [lines(text), rows] : null;
}

function lines(text) { return text.replace(/\r\n?/g, "\n"); }

/** A document in parts that can be merged and chosen between. */
export function parts(titles) {
  return ({ title, sections }) => [
    { id: "title", title: "Title", text: title.trim(), value: title },
    ...Object.entries(sections).map(([id, section]) => {
      const name = titles.get(id) ?? id;
      return section.items ? itemsPart(`section:${id}`, name, section.items) : textPart(`section:${id}`, name, lines(section.text ?? ""));
    }),
  ];
}

export function compose(values) {
  const sections = {};
  for (const [id, value] of Object.entries(values)) {
    if (!id.startsWith("section:") || value === undefined) continue;
    sections[id.slice("section:".length)] = typeof value === "string" ? { text: value } : value;
  }
  return { title: values.title ?? "", sections };
}

/** Action items merge like lines: one item is one line. */
function itemsPart(id, title, items) {
  const rows = items.map(item => JSON.stringify(itemFields.map(field => item[field] || "")));
  return {
    id, title, value: { items }, lines: rows,
    text: rows.filter(row => row !== blank).join("\n"),
    shown: items.map(line).filter(Boolean).join("\n"),
    from: chosen => ({ items: chosen.map(item) }),
  };
}

const blank = JSON.stringify(itemFields.map(() => ""));

function item(row) {
  const values = JSON.parse(row);
  return Object.fromEntries(itemFields.map((field, index) => [field, values[index]]).filter(([field, value]) => value || field === "what" || field === "owner"));
}

function line({ what = "", owner = "", dueOn, kind, priority, ticket, done }) {
  return [what, owner, dueOn, kind, priority, ticket, done && "done"].filter(field => field).join(" · ");
}
