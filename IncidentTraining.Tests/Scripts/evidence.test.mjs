// The times of day between which run data is searched, as seconds of the run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runSecond } from "../../IncidentTraining.Web/wwwroot/js/documents/evidence.js";

test("A time of day is the second of the run at which its clock shows it", () => {
  assert.equal(runSecond("18:52:38", "18:52:38"), 0);
  assert.equal(runSecond("19:05:12", "18:52:38"), 754);
  assert.equal(runSecond("19:05", "18:52:38"), 742);
});

test("A run goes on over midnight, and what is before it is its beginning", () => {
  assert.equal(runSecond("00:10:00", "23:55:00"), 900);
  assert.equal(runSecond("23:54:59", "23:55:00"), 0);
});
