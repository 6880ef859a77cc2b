// What the palette finds, and how wide the panes of the workspace may become.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matching } from "../../IncidentTraining.Web/wwwroot/js/keys/matching.js";
import { bounded, sizes } from "../../IncidentTraining.Web/Features/Workspace/Cockpit.razor.js";

const entries = [
  { name: "Queue & workers", group: "View" }, { name: "Traces", group: "View" }, { name: "Scale the workers", group: "Shop action" }, { name: "Writing", group: "Page" },
];
const names = typed => matching(entries, typed).map(({ name }) => name);

test("Nothing typed finds everything in the order of the page", () => assert.deepEqual(names("  "), entries.map(({ name }) => name)));

test("All words must occur, in the name or in the group, in any case", () => {
  assert.deepEqual(names("WORK queue"), ["Queue & workers"]);
  assert.deepEqual(names("shop work"), ["Scale the workers"]);
  assert.deepEqual(names("work zebra"), []);
});

test("What begins with the first word comes first", () => {
  assert.deepEqual(names("w"), ["Writing", "Queue & workers", "Traces", "Scale the workers"]);
  assert.deepEqual(names("scale"), ["Scale the workers"]);
});

test("A pane keeps within its bounds and leaves the shop its room", () => {
  assert.equal(bounded("left", undefined, 1440, 312), sizes.left.usual);
  assert.equal(bounded("left", sizes.left.least - 1, 1440, 312), sizes.left.least);
  assert.equal(bounded("right", sizes.right.most + 1, 1920, 218), sizes.right.most);
  assert.equal(bounded("right", 600, 1000, 218), 1000 - 218 - 360);
  assert.equal(bounded("right", 600, 700, 218), sizes.right.least);
});

test("The usual sizes leave the shop three fifths of a screen of 1440", () => {
  const room = 1440 - 24 - 20 - sizes.left.usual - sizes.right.usual;
  assert.ok(room / 1440 >= 0.6, `${room}`);
});
