// What stands in a document, as the server takes it, and how two of them are compared.

const itemFields = ["what", "owner", "dueOn", "kind", "priority"];

/** The same text for two contents that say the same; the server tidies likewise. */
export function canonical({ title, sections }) {
  const filled = Object.keys(sections).sort().map(id => [id, tidy(sections[id])]).filter(([, section]) => section);
  return JSON.stringify([title.trim(), filled]);
}

function tidy({ text = "", items }) {
  const rows = (items ?? []).map(item => itemFields.map(field => item[field] ?? "")).filter(row => row.some(field => field.trim()));
  return text.trim() || rows.length ? [lines(text), rows] : null;
}

function lines(text) { return text.replace(/\r\n?/g, "\n"); }

/** A document in parts that a person can choose between. */
export function parts(titles) {
  return ({ title, sections }) => [
    { id: "title", title: "Title", text: title.trim(), value: { title } },
    ...Object.entries(sections).map(([id, section]) => ({
      id: `section:${id}`,
      title: titles.get(id) ?? id,
      text: section.items ? section.items.map(line).join("\n") : lines(section.text ?? "").trim() && lines(section.text),
      value: section.items ? section : section.text ?? "",
    })).filter(part => part.text),
  ];
}

export function compose(values) {
  const sections = {};
  for (const [id, value] of Object.entries(values)) {
    if (!id.startsWith("section:") || value === undefined) continue;
    sections[id.slice("section:".length)] = typeof value === "string" ? { text: value } : value;
  }
  return { title: values.title?.title ?? "", sections };
}

function line({ what = "", owner = "", dueOn, kind, priority }) {
  return [what, owner, dueOn, kind, priority].filter(field => field).join(" · ");
}
