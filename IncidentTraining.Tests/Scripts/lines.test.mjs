// Texts that two people wrote at the same time: what only one of them changed is taken over, nothing that either wrote is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, join, mergeLines } from "../../IncidentTraining.Web/wwwroot/js/autosave/lines.js";
import { merger, textPart } from "../../IncidentTraining.Web/wwwroot/js/autosave/merge.js";

const rounds = 500;

test("The changes between two lists lead from one to the other", () => {
  for (const random of seeds()) {
    const [from, to] = [list(random, 3), list(random, 3)];
    assert.deepEqual(apply(from, diff(from, to)), to);
    assert.deepEqual(diff(from, from), []);
  }
});

test("The changes are as few as they can be", () => {
  assert.deepEqual(diff(["a", "b", "c", "d"], ["a", "c", "d", "e"]), [{ start: 1, end: 2, lines: [] }, { start: 4, end: 4, lines: ["e"] }]);
  assert.deepEqual(diff([], ["a"]), [{ start: 0, end: 0, lines: ["a"] }]);
  assert.deepEqual(diff(["a"], []), [{ start: 0, end: 1, lines: [] }]);
});

test("Two lists with very many differences are one change, in reasonable time", () => {
  const [from, to] = [Array.from({ length: 5_000 }, (_, line) => `a${line}`), Array.from({ length: 5_000 }, (_, line) => `b${line}`)];
  assert.deepEqual(apply(from, diff(from, to)), to);
});

test("Lines that only one side changed are all taken over", () => {
  for (const random of seeds()) {
    const origin = Array.from({ length: 5 + random(20) }, (_, line) => `line ${line}`);
    const [mine, theirs, merged] = [[...origin], [...origin], [...origin]];
    // Each side writes within lines of its own, with an untouched line between them.
    for (let line = 0; line < origin.length; line += 2) {
      const side = random(3);
      if (side > 0) (side === 1 ? mine : theirs)[line] = merged[line] = `${side} ${line} ${random(100)}`;
    }
    assert.deepEqual(mergeLines(origin, mine, theirs), { mine: merged, theirs: merged, both: merged, overlapping: false });
  }
});

test("No line that either side wrote is missing from both, and none is doubled that neither doubled", () => {
  for (const random of seeds()) {
    const origin = Array.from({ length: random(12) }, (_, line) => `line ${line}`);
    const [mine, theirs] = [edit(random, origin, "mine"), edit(random, origin, "theirs")];
    const { both } = mergeLines(origin, mine, theirs);
    const written = [...mine, ...theirs].filter(line => !origin.includes(line));
    for (const line of written) assert.ok(both.includes(line), `${line} is missing`);
    for (const line of new Set(both)) assert.equal(both.filter(one => one === line).length, 1, `${line} is doubled`);
  }
});

test("The order of the sides changes nothing where nothing is disputed", () => {
  for (const random of seeds()) {
    const origin = Array.from({ length: 8 }, (_, line) => `line ${line}`);
    const [mine, theirs] = [edit(random, origin, "mine"), edit(random, origin, "theirs")];
    const [one, other] = [mergeLines(origin, mine, theirs), mergeLines(origin, theirs, mine)];
    assert.equal(one.overlapping, other.overlapping);
    if (!one.overlapping) assert.deepEqual(one.mine, other.mine);
    assert.deepEqual(one.mine, other.theirs);
  }
});

test("A line that both changed is disputed; the rest of the text is not", () => {
  assert.deepEqual(mergeLines(["a", "b", "c"], ["a mine", "b", "c", "d"], ["a theirs", "b", "c"]), {
    mine: ["a mine", "b", "c", "d"], theirs: ["a theirs", "b", "c", "d"], both: ["a mine", "a theirs", "b", "c", "d"], overlapping: true,
  });
});

test("An empty line that was only begun where the other side wrote is no dispute", () => {
  for (const [mine, theirs] of [[["a", ""], ["a", "b"]], [["a", "b"], ["a", ""]]]) {
    const merged = mergeLines(["a"], mine, theirs);
    assert.equal(merged.overlapping, false);
    assert.ok(merged.mine.includes("b"));
  }
});

test("Joining keeps common lines once, and a line that was only begun not beside its whole", () => {
  assert.deepEqual(join(["a", "b", "c"], ["a", "x", "c"]), ["a", "b", "x", "c"]);
  assert.deepEqual(join(["a", "The queue"], ["a", "The queue grew."]), ["a", "The queue grew."]);
  assert.deepEqual(join(["a", "The queue grew."], ["a", "The queue"]), ["a", "The queue grew."]);
  assert.deepEqual(join(["same"], ["same"]), ["same"]);
});

const merge = merger(({ title, text }) => [{ id: "title", text: title, value: title }, textPart("text", "Text", text)], content => content);

test("What only the other side changed comes in with its own line ends, and the writer's own end of the text stays", () => {
  assert.equal(merge({ title: "", text: "a" }, { title: "", text: "a" }, { title: "", text: "a\nb\n" }).mine.text, "a\nb\n");
  assert.equal(merge({ title: "", text: "a\nb\nc" }, { title: "", text: "a\nb\nc more" }, { title: "", text: "a2\nb\nc" }).mine.text, "a2\nb\nc more");
  assert.equal(merge({ title: "", text: "a\nb\nc" }, { title: "", text: "a\nb\nc\n" }, { title: "", text: "a2\nb\nc" }).mine.text, "a2\nb\nc\n");
});

test("Two texts where nothing stood before are left to the person, and joined as two paragraphs", () => {
  const merged = merge({ title: "", text: "" }, { title: "", text: "mine" }, { title: "", text: "theirs" });
  assert.deepEqual([merged.overlapping, merged.joinable, merged.both.text], [["text"], true, "mine\n\ntheirs"]);
});

test("A value that cannot be joined says so", () => {
  const merged = merge({ title: "", text: "a" }, { title: "mine", text: "a" }, { title: "theirs", text: "b" });
  assert.deepEqual([merged.overlapping, merged.joinable, merged.mine, merged.theirs], [["title"], false, { title: "mine", text: "b" }, { title: "theirs", text: "b" }]);
});

test("Without an origin all that differs is in dispute", () => {
  const merged = merge(null, { title: "t", text: "a\nb" }, { title: "t", text: "a\nc" });
  assert.deepEqual([merged.overlapping, merged.both.text], [["text"], "a\nb\nc"]);
});

function* seeds() { for (let seed = 1; seed <= rounds; seed++) yield generator(seed); }

function generator(seed) {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

function list(random, letters) { return Array.from({ length: random(12) }, () => String.fromCharCode(97 + random(letters))); }

function edit(random, origin, side) {
  const lines = [...origin];
  for (let change = 0; change < 3; change++) {
    const at = random(lines.length + 1);
    lines.splice(at, random(2), `${side} ${change} ${random(1_000)}`);
  }
  return lines;
}

function apply(from, changes) {
  const to = [];
  let at = 0;
  for (const { start, end, lines } of changes) {
    to.push(...from.slice(at, start), ...lines);
    at = end;
  }
  return [...to, ...from.slice(at)];
}
