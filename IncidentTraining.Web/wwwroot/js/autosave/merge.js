// Merges two contents part by part, and within a part line by line.
import { join, mergeLines } from "./lines.js";

/**
 * Creates merge(origin, mine, theirs) for contents that consist of parts.
 * @param parts (content) => [{ id, text, value, lines?, from? }]: text is equal for equivalent values; a part with lines can be
 * joined, and from(lines, likeThis) is its value with other lines.
 * @param compose ({ id: value }) => content
 * @returns { mine, theirs, both, overlapping, joinable }: the merged content with disputed places from one side, from the other,
 * or from both; the ids of parts with disputed places; whether "both" is possible for each of them. Without an origin (null) every
 * difference is disputed.
 */
export function merger(parts, compose) {
  return (origin, mine, theirs) => {
    const [was, ones, others] = [origin, mine, theirs].map(content => new Map((content ? parts(content) : []).map(part => [part.id, part])));
    const merged = { mine: {}, theirs: {}, both: {}, overlapping: [], joinable: true };
    for (const id of new Set([...ones.keys(), ...others.keys()])) {
      const part = mergePart(origin ? was.get(id) ?? none : null, ones.get(id) ?? none, others.get(id) ?? none);
      for (const side of ["mine", "theirs", "both"]) merged[side][id] = part[side];
      if (part.overlapping) merged.overlapping.push(id);
      merged.joinable &&= !part.overlapping || part.joinable;
    }
    for (const side of ["mine", "theirs", "both"]) merged[side] = compose(merged[side]);
    return merged;
  };
}

const none = { text: "", value: undefined, lines: [] };

function mergePart(was, mine, theirs) {
  if (mine.text === theirs.text || was?.text === theirs.text) return agreed(mine.value);
  if (was?.text === mine.text) return agreed(theirs.value);
  const from = mine.from ?? theirs.from;
  if (!from || !mine.lines || !theirs.lines) return { mine: mine.value, theirs: theirs.value, both: mine.value, overlapping: true, joinable: false };
  // Where there was no text before, two texts are alternatives, not additions.
  if (!was?.text.trim()) {
    return { mine: mine.value, theirs: theirs.value, both: from(wholeTexts(mine.lines, theirs.lines), mine.value), overlapping: true, joinable: true };
  }
  const merged = mergeLines(was.lines, mine.lines, theirs.lines);
  const [withMine, withTheirs, both] = [merged.mine, merged.theirs, merged.both].map(lines => from(lines, mine.value));
  return { mine: withMine, theirs: withTheirs, both, overlapping: merged.overlapping, joinable: true };
}

/** Two texts without a common line count as two paragraphs. */
function wholeTexts(mine, theirs) {
  const common = new Set(theirs);
  return mine.length === 0 || theirs.length === 0 || mine.some(line => common.has(line)) ? join(mine, theirs) : [...mine, "", ...theirs];
}

function agreed(value) { return { mine: value, theirs: value, both: value, overlapping: false, joinable: true }; }

/** A text's lines; the final line ending is ignored, so that writing below a line does not count as changing it. */
export function textPart(id, title, text) {
  return {
    id, title, text: text.trim() ? text : "", value: text,
    lines: text === "" ? [] : text.replace(/\n$/, "").split("\n"),
    // End like the writer's own text: an added line ending would move the caret.
    from: (lines, like = "") => lines.join("\n") + (like.endsWith("\n") && lines.length ? "\n" : ""),
  };
}
