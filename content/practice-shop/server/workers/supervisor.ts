import { fork } from "node:child_process";
import { config } from "../config.js";
import { log } from "../log.js";
import { workerUp } from "../metrics.js";
import { OrderQueue, redisForWorkers } from "../queue.js";
import { serveMetrics } from "./worker-metrics.js";

const redis = redisForWorkers();
const queue = new OrderQueue(redis);
const FIRST_METRICS_PORT = 9101;
/** A worker that ran for this long was healthy. If it ends, it may be restarted after the shortest pause. */
const STEADY_AFTER_MS = 60_000;

const WAKE_DELAYED_EVERY_MS = 250;

/** Keeps one worker running: returns the jobs of a process that has ended, and starts the next one after a pause. */
function keepRunning(index: number, pauseSeconds: number = config.workers.restart_after_s): void {
  const worker = `worker-${index + 1}`;
  const startedAt = Date.now();
  const child = fork(new URL("./order-worker.js", import.meta.url), {
    env: { ...process.env, SERVICE_NAME: "workers", WORKER_NAME: worker, METRICS_PORT: String(FIRST_METRICS_PORT + index) },
  });
  workerUp.set({ worker }, 1);

  child.once("exit", (code) => {
    workerUp.set({ worker }, 0);
    const steady = Date.now() - startedAt >= STEADY_AFTER_MS;
    const pause = steady ? config.workers.restart_after_s : pauseSeconds;
    const nextPause = Math.min(pause * 2, config.workers.restart_after_most_s);
    queue.returnClaimed(worker).then(
      ({ length: jobs }) =>
        log.warn({ worker, code, jobs }, `${worker} exited (${code}), ${jobs} jobs returned to the front of the queue`),
      (error: Error) => log.error({ worker, code, error: error.message }, "exited, jobs not returned"),
    );
    // Spread, so that workers that ended together do not come back together.
    const spread = 0.6 + 0.8 * Math.random();
    setTimeout(() => keepRunning(index, nextPause), pause * spread * 1000);
  });
}

serveMetrics();
setInterval(() => queue.wakeDelayed().catch(() => { /* Redis is away: they rest a little longer. */ }), WAKE_DELAYED_EVERY_MS);
for (let index = 0; index < config.workers.processes; index++) {
  keepRunning(index);
}
