// What the class's clock says, and how its connection is kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wording } from "../../IncidentTraining.Web/wwwroot/js/timer/wording.js";

const minutes = 60_000;
const snapshot = { title: "Lab 1", next: "Lunch", deadline: Date.UTC(2026, 2, 2, 9, 30), timeZone: "Europe/London", announcement: null };
const running = { snapshot, phase: "Running", state: "online", remaining: 5 * minutes - 1, overrun: 0, offlineSince: NaN };

test("What runs says its end and the time that is left, rounded up", () => {
  const { phase, digits, sign, ends, below, next, note } = wording(running);
  assert.deepEqual([phase, digits, sign, note], ["Running", "05:00", "", ""]);
  assert.deepEqual([ends, below, next], ["until 09:30", "until 09:30", "Next: Lunch"]);
});

test("An overrun counts full seconds and stops at the widest digits", () => {
  const up = overrun => wording({ ...running, phase: "TimeUp", remaining: 0, overrun });
  assert.equal(up(1_999).digits, "+00:01");
  assert.equal(up(200 * minutes).digits, "+99:59");
  assert.equal(up(0).ends, "since 09:30");
  assert.equal(up(0).note, "Time is up");
  assert.equal(up(0).label, "Overrun of Lab 1");
});

test("A lost connection is said beside the pause, and access that ended instead of it", () => {
  const paused = { ...running, phase: "Paused", overrun: null };
  assert.equal(wording({ ...paused, state: "offline", offlineSince: Date.UTC(2026, 2, 2, 9, 5) }).note, "Paused · offline since 09:05");
  assert.equal(wording({ ...paused, state: "offline" }).note, "Paused · offline since now");
  assert.equal(wording({ ...paused, state: "refused" }).note, "you are signed out");
});

test("Between two activities the next one is said, and no time", () => {
  const { digits, below, ends } = wording({ ...running, phase: "Between", remaining: null, overrun: null });
  assert.deepEqual({ digits, below, ends }, { digits: "", below: "Next: Lunch", ends: "" });
});

const { Hub, attempts } = await fakeHub();

test("A lost connection is made again, and one that was refused counts as refused", async () => {
  const states = [];
  const hub = new Hub("/hub", { Said: () => {} }, () => states.push(hub.state));
  await until(() => attempts.length === 1);
  attempts[0].answer();
  await until(() => states.length === 1);
  attempts[0].end();
  // The first retry waits for nothing.
  await until(() => attempts.length === 2);
  attempts[1].refuse("Failed to complete negotiation with the server: Error: Forbidden: Status code '403'");
  await until(() => states.length === 3);
  assert.deepEqual(states, ["online", "offline", "refused"]);

  // The user has signed in again and comes back to the page.
  dispatchEvent(new Event("visibilitychange"));
  await until(() => attempts.length === 3);
  attempts[2].answer();
  await until(() => hub.state === "online");
  // A connection that is there is left alone.
  dispatchEvent(new Event("visibilitychange"));
  await new Promise(setImmediate);
  assert.equal(attempts[2].isStopped, false);
  dispatchEvent(new Event("offline"));
  await until(() => hub.state === "offline");
  assert.equal(attempts[2].isStopped, true);
});

async function until(isSo) {
  for (let round = 0; !isSo(); round++) {
    assert.ok(round < 500, "It does not happen.");
    await new Promise(go => setTimeout(go, 2));
  }
}

/** A browser with one page, and connections that the test answers. */
async function fakeHub() {
  const made = [];
  const page = new EventTarget();
  class HubConnectionBuilder {
    withUrl() { return this; }

    configureLogging() { return this; }

    build() {
      const connection = { state: "Disconnected", isStopped: false, on() { }, stop() { this.isStopped = true; } };
      let start;
      const started = new Promise((resolve, reject) => { start = { resolve, reject }; });
      connection.start = () => started;
      connection.onclose = end => { connection.end = end; };
      connection.answer = () => {
        connection.state = "Connected";
        start.resolve();
      };
      connection.refuse = message => start.reject(new Error(message));
      made.push(connection);
      return connection;
    }
  }
  Object.assign(globalThis, {
    addEventListener: page.addEventListener.bind(page), dispatchEvent: page.dispatchEvent.bind(page), document: { hidden: false },
    signalR: { HubConnectionBuilder, HubConnectionState: { Connected: "Connected" }, LogLevel: { None: 6 } },
  });
  const { Hub } = await import("../../IncidentTraining.Web/wwwroot/js/hub.js");
  return { Hub, attempts: made };
}
