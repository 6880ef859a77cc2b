import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import { pino } from "pino";

const trace = new AsyncLocalStorage<{ traceId: string }>();

/**
 * One JSON object per line: time, level, service, traceId, message, and the fields of the event.
 * Messages are constant texts and all values are fields, so that a search for a message finds every occurrence.
 */
export const log = pino({
  messageKey: "message",
  base: { service: process.env.SERVICE_NAME ?? "api" },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
  // A copy, because pino adds the line's own fields to the object that it is given.
  mixin: () => ({ ...trace.getStore() }),
});

/** Gives every request a trace id, and with it every line that is logged on its behalf. */
export const traced: RequestHandler = (req, res, next) => {
  // A caller that traces already sends "00-<trace id>-<span id>-<flags>".
  const traceId = req.header("traceparent")?.split("-")[1] ?? randomBytes(16).toString("hex");
  res.setHeader("x-trace-id", traceId);
  trace.run({ traceId }, next);
};

/** Runs work outside a request, such as a job, in the trace of the request that caused it. */
export function withTrace<T>(traceId: string, work: () => Promise<T>): Promise<T> {
  return trace.run({ traceId }, work);
}

export function currentTraceId(): string {
  return trace.getStore()?.traceId ?? randomBytes(16).toString("hex");
}
