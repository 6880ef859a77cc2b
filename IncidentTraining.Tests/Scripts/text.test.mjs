// Documents as two writers change them: sections and action items come together, and what is merged can be taken apart again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { merger } from "../../IncidentTraining.Web/wwwroot/js/autosave/merge.js";
import { canonical, compose, parts } from "../../IncidentTraining.Web/wwwroot/js/documents/text.js";

const split = parts(new Map([["summary", "Summary"], ["items", "Action items"]]));
const merge = merger(split, compose);
const item = (what, more = {}) => ({ what, owner: "", ...more });
const body = (summary, items, title = "T") => ({ title, sections: { summary: { text: summary }, items: { items } } });

test("A document that is taken apart and put together says the same", () => {
  const document = body("One.\n\nTwo.\n", [item("Alert", { dueOn: "2026-04-01", kind: "detect", priority: "high", ticket: "T-17", done: true })]);
  const values = Object.fromEntries(split(document).map(({ id, value }) => [id, value]));
  assert.equal(canonical(compose(values)), canonical(document));
});

test("Different sections and lines of two writers come together without a question", () => {
  const merged = merge(body("One.\n\nTwo.", []), body("One.\n\nTwo, by me.", [item("Alert")]), body("One, by them.\n\nTwo.", []));
  assert.deepEqual(merged.overlapping, []);
  assert.deepEqual(merged.mine, body("One, by them.\n\nTwo, by me.", [item("Alert")]));
});

test("An open item of the server, whose ticket is empty, is the browser's own", () => {
  const server = { owner: "", ticket: "", done: false };
  assert.equal(canonical(body("One.", [item("Alert", server)])), canonical(body("One.", [item("Alert")])));
  const merged = merge(body("One.", [item("Alert", server)]), body("Mine.", [item("Alert")]), body("One.", [item("Alert on load", server)]));
  assert.deepEqual(merged.overlapping, []);
  assert.equal(canonical(merged.mine), canonical(body("Mine.", [item("Alert on load")])));
});

test("Action items that two people added are both there, each as it was written", () => {
  const kept = item("Alert", { owner: "Thea", dueOn: "2026-04-01", kind: "detect", priority: "high" });
  const merged = merge(body("", [kept]), body("", [item("Limit the pool"), kept]), body("", [kept, item("Write the runbook")]));
  assert.deepEqual(merged.overlapping, []);
  assert.deepEqual(merged.mine.sections.items.items, [item("Limit the pool"), kept, item("Write the runbook")]);
});

test("An item that was only just begun stays where it is while another one's text comes in", () => {
  const merged = merge(body("a", [item("Alert")]), body("a", [item("Alert"), item("")]), body("b", [item("Alert")]));
  assert.deepEqual(merged.mine, body("b", [item("Alert"), item("")]));
});

test("One item that both changed is in dispute, and both keeps the two", () => {
  const merged = merge(body("", [item("Alert")]), body("", [item("Alert on disk")]), body("", [item("Alert on memory")]));
  assert.deepEqual([merged.overlapping, merged.joinable], [["section:items"], true]);
  assert.deepEqual(merged.both.sections.items.items, [item("Alert on disk"), item("Alert on memory")]);
});

test("Two titles cannot be joined", () => {
  const merged = merge(body("", [], "T"), body("", [], "Mine"), body("", [], "Theirs"));
  assert.deepEqual([merged.overlapping, merged.joinable], [["title"], false]);
});

test("A section that only one side has is kept, and one that was emptied stays empty", () => {
  const none = { title: "T", sections: {} };
  assert.deepEqual(merge(none, body("Mine.", []), none).mine.sections.summary, { text: "Mine." });
  assert.deepEqual(merge(none, none, body("Theirs.", [])).mine.sections.summary, { text: "Theirs." });
  assert.equal(merge(body("Gone.", []), body("", []), body("Gone.", [])).mine.sections.summary.text, "");
});
