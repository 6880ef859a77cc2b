import type { RequestHandler } from "express";
import { config } from "./config.js";
import { currentRoute, log } from "./log.js";

/** Of the requests that are neither slow nor failed, one in this many is logged. */
const ONE_IN = 16;

/** Where a slow request has spent its time is logged only where this is set: it costs a timer per step. */
const LOG_STEPS = process.env.LOG_STEPS === "1";

let answered = 0;

/** Logs a request when it has been answered or abandoned. */
export const logged: RequestHandler = (_req, res, next) => {
  const since = performance.now();
  res.once("close", () => {
    const route = currentRoute();
    const status = res.headersSent ? res.statusCode : 499;
    const ms = Math.round(performance.now() - since);
    if (status >= 499) {
      log.error({ route, status, ms }, `${route} ${status} after ${ms} ms`);
    } else if (ms > config.slo.latency_ms) {
      const { connectionMs, queriesMs, remoteMs } = res.locals;
      log.warn(
        { route, status, ms },
        `slow request: ${route} ${status} in ${ms} ms` +
          (LOG_STEPS ? ` (database connection after ${connectionMs} ms, queries ${queriesMs} ms, remote calls ${remoteMs} ms)` : ""),
      );
    } else if (status === 401 || answered++ % ONE_IN === 0) {
      log.info({ route, status, ms }, `${route} ${status} in ${ms} ms`);
    }
  });
  next();
};
