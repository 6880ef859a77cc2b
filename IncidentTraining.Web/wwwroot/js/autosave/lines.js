// Compares and merges lists of lines. A change on only one side is applied; lines changed differently on both sides are returned in both
// versions.
import { diffArrays } from "../../lib/diff/array.js";

// With more differing lines the work would grow quadratically; such a block counts as one change.
const mostDiffering = 600;

/** The changes from one list to the other: these lines replace those from start up to (not including) end. */
export function diff(from, to) {
  // The limit is for the lines between a common beginning and a common end.
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < from.length - head && tail < to.length - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const [one, other] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  const parts = diffArrays(one, other, { maxEditLength: mostDiffering }) ?? [{ removed: true, count: one.length }, { added: true, value: other }];
  const found = [];
  let at = head;
  let change = null;
  for (const { added, removed, count, value } of parts) {
    if (!added && !removed) change = null;
    else if (!change) found.push(change = { start: at, end: at, lines: [] });
    if (added) change.lines.push(...value);
    else at += count;
    if (removed) change.end = at;
  }
  return found;
}

/**
 * Merges two lists with a common origin.
 * @returns { mine, theirs, both, overlapping }: the merged list with disputed places from one side, from the other, or from both
 * one after the other; overlapping says whether there are any.
 */
export function mergeLines(origin, mine, theirs) {
  const merged = { mine: [], theirs: [], both: [], overlapping: false };
  const put = (one, other, both) => {
    merged.mine.push(...one);
    merged.theirs.push(...other);
    merged.both.push(...both);
  };
  let at = 0;
  for (const group of groups(diff(origin, mine), diff(origin, theirs))) {
    const unchanged = origin.slice(at, group.start);
    put(unchanged, unchanged, unchanged);
    const [one, other] = [applied(origin, group, group.mine), applied(origin, group, group.theirs)];
    const decided = decide(group, one, other);
    if (decided) put(decided, decided, decided);
    else {
      merged.overlapping = true;
      put(one, other, join(one, other));
    }
    at = group.end;
  }
  const rest = origin.slice(at);
  put(rest, rest, rest);
  return merged;
}

function decide({ mine, theirs, start, end }, one, other) {
  if (theirs.length === 0 || same(one, other)) return one;
  if (mine.length === 0) return other;
  // A new empty line below the other side's text is not a conflict.
  if (start === end && one.every(isBlank)) return [...other, ...one];
  if (start === end && other.every(isBlank)) return one;
  return null;
}

/** Groups changes from both sides that affect the same lines. */
function groups(ones, others) {
  const all = [...ones.map(change => ({ ...change, side: "mine" })), ...others.map(change => ({ ...change, side: "theirs" }))]
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const found = [];
  for (const change of all) {
    const last = found.at(-1);
    const joins = last && [...last.mine, ...last.theirs].some(other => other.side !== change.side && concern(other, change));
    const group = joins ? last : { start: change.start, end: change.end, mine: [], theirs: [] };
    group[change.side].push(change);
    group.end = Math.max(group.end, change.end);
    if (!joins) found.push(group);
  }
  return found;
}

function concern(one, other) {
  const [oneInserts, otherInserts] = [one.start === one.end, other.start === other.end];
  if (oneInserts && otherInserts) return one.start === other.start;
  if (oneInserts) return other.start < one.start && one.start < other.end;
  if (otherInserts) return one.start < other.start && other.start < one.end;
  return one.start < other.end && other.start < one.end;
}

function applied(origin, { start, end }, own) {
  const lines = [];
  let at = start;
  for (const change of own) {
    lines.push(...origin.slice(at, change.start), ...change.lines);
    at = change.end;
  }
  return [...lines, ...origin.slice(at, end)];
}

/**
 * Joins two lists: common lines once, the rest of mine before the rest of theirs. A line that is a prefix of the other side's line
 * adds nothing.
 */
export function join(mine, theirs) {
  const joined = [];
  let at = 0;
  for (const { start, end, lines } of diff(mine, theirs)) {
    const own = mine.slice(start, end);
    joined.push(...mine.slice(at, start), ...own.filter(line => !begins(line, lines)), ...lines.filter(line => !begins(line, own)));
    at = end;
  }
  return [...joined, ...mine.slice(at)];
}

function begins(line, others) { return !isBlank(line) && others.some(other => other.length > line.length && other.startsWith(line.trimEnd())); }

function isBlank(line) { return line.trim() === ""; }

function same(one, other) { return one.length === other.length && one.every((line, index) => line === other[index]); }
