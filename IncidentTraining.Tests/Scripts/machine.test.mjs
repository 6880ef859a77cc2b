// Every order of answers that a server can give: after each step something goes on, and at the end nothing is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, draftOf, isDirty, step, timing, wakeAt } from "../../IncidentTraining.Web/wwwroot/js/autosave/machine.js";
import { questionOf, wordsOf } from "../../IncidentTraining.Web/wwwroot/js/autosave/told.js";
import { World, clean, disputed, rules } from "./world.mjs";

const answers = ["saved", "merged", "disputed", "unsigned", "tooLarge", "tooMany", "broken", "unreachable", "lost", "late", "proxy"];

test("Whatever is unsaved is sent at a known time, is on its way, or waits for the person, after every order of four answers", () => {
  let played = 0;
  for (const order of orders(answers, 4)) {
    const world = new World();
    world.decides = true;
    for (const answer of order) {
      world.type();
      world.play(answer);
      world.mustGoOn(order);
    }
    world.comesToRest(order);
    played++;
  }
  assert.equal(played, answers.length ** 4);
});

test("The same with and without a key between the answers, and while a request is out", () => {
  const moves = answers.flatMap(answer => [[answer, "before"], [answer, "during"], [answer, "never"]]);
  for (const order of orders(moves, 3)) {
    const world = new World();
    world.decides = true;
    world.type();
    for (const [answer, typing] of order) {
      if (typing === "before") world.type();
      world.play(answer, typing === "during");
      world.mustGoOn(order);
    }
    world.comesToRest(order);
  }
});

test("Another writer's saved text comes in at once and leaves what is typed, in whatever phase it is heard of", () => {
  const moves = [...answers, "heard", "heardWhileTyping", "heardDisputed"];
  for (const order of orders(moves, 4)) {
    const world = new World();
    world.decides = true;
    for (const move of order) {
      if (!move.startsWith("heard")) {
        world.type();
        world.play(move);
      } else {
        if (move === "heardWhileTyping") world.type();
        world.other(move === "heardDisputed" ? disputed : clean);
        world.hear();
      }
      world.mustGoOn(order);
    }
    world.comesToRest(order);
  }
});

test("A text that is heard of is on the page without a key, and the typed line is as it was", () => {
  const world = new World();
  world.other(clean);
  world.hear();
  assert.equal(world.page.text, world.server.content.text);
  assert.equal(world.state.phase.kind, "saved");
  assert.equal(world.requests.length, 0);

  world.type();
  const line = world.page.text.split("\n")[0];
  world.other(clean);
  world.hear();
  assert.equal(world.page.text.split("\n")[0], line);
  assert.match(world.page.text, /clean .* clean/);
  world.play("saved");
  assert.equal(world.server.content.text, world.page.text);
});

test("News of a text that the page has already, or is being asked about, change nothing", () => {
  const world = new World();
  world.type();
  world.play("saved");
  const before = world.state;
  world.hear();
  assert.deepEqual(world.state, before);
  world.type();
  world.play("disputed");
  const asked = world.state;
  world.other(clean);
  world.hear();
  assert.deepEqual(world.state, asked);
});

test("After a lost connection a merged text is sent, however often the network had failed before", () => {
  const world = new World();
  world.type();
  for (let time = 0; time < 8; time++) world.play("unreachable");
  world.play("merged");
  assert.ok(wakeAt(world.state) <= world.now, "The merged text waits.");
  world.play("saved");
  assert.equal(world.state.phase.kind, "saved");
  assert.match(world.server.content.text, /own/);
  assert.match(world.server.content.text, /clean/);
});

test("A page that is reloaded before the person has chosen asks again and sends nothing, however often", () => {
  const world = new World();
  world.type();
  world.play("disputed");
  const theirs = world.server.content.text;
  const mine = world.page.text;
  for (let time = 0; time < 5; time++) {
    world.reload();
    assert.equal(world.page.text, mine);
    assert.equal(world.state.phase.kind, "asking");
    assert.equal(questionOf(world.state).theirs.text, theirs);
    world.type();
    world.pass(10 * timing.refused);
    assert.equal(world.requests.length, 0);
    assert.equal(world.server.content.text, theirs);
    world.page = { text: mine };
  }
});

test("A page that is reloaded after any order of three answers loses nothing and overwrites nothing", () => {
  for (const order of orders(answers, 3)) {
    const world = new World();
    for (const answer of order) {
      world.type();
      world.play(answer);
      world.reload();
      world.mustGoOn(order);
    }
    world.comesToRest(order);
  }
});

test("A draft that is only a continuation is saved; one whose place somebody else has changed is merged or asked about", () => {
  for (const [meanwhile, kind] of [[null, "waiting"], [clean, "waiting"], [disputed, "asking"]]) {
    const world = new World();
    world.type();
    const typed = world.page.text;
    if (meanwhile) world.other(meanwhile);
    world.reload();
    assert.equal(world.state.phase.kind, kind);
    world.comesToRest([kind]);
    if (kind !== "asking") assert.ok(world.server.content.text.includes("own 1"), typed);
  }
});

test("A choice becomes a version of its own, also when the page dies before it is sent", () => {
  const world = new World();
  world.type();
  world.play("disputed");
  world.dispatch({ kind: "decided", content: world.page });
  world.reload();
  world.pass(timing.quiet);
  assert.equal(world.requests.at(-1).apart, true);
});

test("A second draft is offered while the page saves, and choosing it forgets it", () => {
  const world = new World();
  const draft = (key, text) => ({ key, content: { text }, version: 1, origin: world.page, unanswered: [], apart: false, asked: null, at: 5 });
  world.dispatch({ kind: "found", drafts: [draft("old", "older\n"), draft("new", "newer\n")] });
  assert.equal(world.page.text, "newer\n");
  assert.equal(questionOf(world.state).left, "offer");
  world.play("saved");
  assert.equal(world.server.content.text, "newer\n");
  assert.equal(questionOf(world.state).key, "old");
  world.dispatch({ kind: "taken", key: "old", content: { text: "older\n" } });
  world.play("saved");
  assert.equal(world.server.content.text, "older\n");
  assert.equal(questionOf(world.state), null);
  assert.deepEqual(world.forgotten, ["old"]);
});

test("Saving that takes 10 seconds is a warning, and not a moment before", () => {
  const world = new World();
  world.type();
  world.pass(timing.quiet);
  world.pass(timing.slow - 1);
  assert.equal(wordsOf(world.state).kind, "saving");
  world.pass(1);
  assert.equal(wordsOf(world.state).kind, "problem");
  world.answer("saved");
  assert.equal(wordsOf(world.state).kind, "saved");
});

test("A save that is overtaken again and again for 10 seconds is a warning too", () => {
  const world = new World();
  world.type();
  let warned = false;
  for (let time = 0; time < 12; time++) {
    world.pass(timing.quiet);
    world.other(clean);
    world.answer("saved");
    world.pass(1_000);
    warned ||= wordsOf(world.state).kind === "problem";
  }
  assert.ok(warned);
});

test("A text is sent 1.2 seconds after the last key, and after 5 seconds while the typing goes on", () => {
  const quiet = new World();
  quiet.type();
  quiet.pass(timing.quiet - 1);
  assert.equal(quiet.requests.length, 0);
  quiet.pass(1);
  assert.equal(quiet.requests.length, 1);

  const busy = new World();
  busy.type();
  while (busy.now < timing.longest) {
    assert.equal(busy.requests.length, 0);
    busy.pass(Math.min(500, timing.longest - busy.now));
    busy.type();
  }
  busy.pass(0);
  assert.equal(busy.requests.length, 1);
});

test("Retry-After of the portal is kept to where it is longer than our own pause", () => {
  for (const [retryAfter, pause] of [[60_000, 60_000], [1_000, timing.pauses[0]]]) {
    const world = new World();
    world.type();
    world.pass(timing.quiet);
    world.dispatch({ kind: "answer", id: world.state.phase.id, status: 429, said: {}, retryAfter });
    assert.equal(wakeAt(world.state), world.now + pause);
  }
});

test("A text taken back while an answer is missing is not called saved before the server has it", () => {
  const world = new World();
  const before = world.page;
  world.type();
  world.play("lost");
  world.page = before;
  world.dispatch({ kind: "typed" });
  assert.notEqual(world.state.phase.kind, "saved");
  world.comesToRest(["lost", "taken back"]);
  assert.equal(world.server.content.text, before.text);
});

test("A document that takes no more text is asked to keep it elsewhere until that has worked", () => {
  const world = new World();
  world.type();
  world.play("closed");
  assert.deepEqual(world.closing.map(({ text }) => text), [world.page.text]);
  world.dispatch({ kind: "closeDone", came: "failed" });
  world.mustGoOn(["closed", "failed"]);
  world.pass(timing.refused);
  assert.equal(world.closing.length, 2);
  world.pass(timing.patience);
  world.mustGoOn(["closed", "no answer"]);
  world.pass(timing.refused);
  world.type();
  world.dispatch({ kind: "closeDone", came: "kept", message: "Kept." });
  world.mustGoOn(["closed", "kept without the last words"]);
  world.pass(timing.quiet);
  world.dispatch({ kind: "closeDone", came: "kept", message: "Kept." });
  assert.equal(world.closing.at(-1).text, world.page.text);
  assert.ok(!isDirty(world.state));
  assert.equal(wordsOf(world.state).message, "Kept.");
});

test("The draft carries what its text began from, so that another page can merge it", () => {
  const world = new World();
  world.type();
  const draft = draftOf(world.state, world.page);
  assert.equal(draft.origin.text, world.server.content.text);
  assert.equal(draft.version, 1);
  assert.equal(draft.asked, null);
});

test("A page that shows what the server has does nothing", () => {
  const state = begin({ version: 3, content: { text: "a" } }, rules);
  assert.equal(wakeAt(state), null);
  for (const kind of ["typed", "wake", "now", "offline"]) assert.deepEqual(step(state, { kind, now: 9, page: { text: "a" } }, rules), [state, []]);
});

function* orders(letters, length) {
  if (length === 0) yield [];
  else for (const order of orders(letters, length - 1)) for (const letter of letters) yield [...order, letter];
}
