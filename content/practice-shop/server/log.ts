import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import { pino, type LogFn, type Logger } from "pino";

/** Lines of one kind that are written in a second. */
const MOST_PER_SECOND = 5;

const trace = new AsyncLocalStorage<{ traceId: string; route?: string }>();

export const log = loggerOf(process.env.SERVICE_NAME ?? "api");
const logging = loggerOf("logging");

/**
 * One JSON object per line: time, level, service, traceId, message, and the fields of the event.
 * The message is for people and says the values as well, the fields are for tools. The words around the values are
 * constant, so that a search for them finds every occurrence, and the line of this source that writes it. Lines of parts
 * whose source is not here are in docs/log-lines.md.
 */
export function loggerOf(service: string): Logger {
  return pino({
    messageKey: "message",
    base: { service },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    // A copy, because pino adds the line's own fields to the object that it is given.
    mixin: () => ({ ...trace.getStore() }),
    hooks: { logMethod: sparingly },
  });
}

const written = new Map<string, number>();

/** Under load the log would be the next bottleneck: of each kind of line a few are written in a second, the rest is counted. */
function sparingly(this: Logger, args: Parameters<LogFn>, write: LogFn): void {
  const kind = String(args.at(-1)).replace(/\d+/g, "…");
  const count = (written.get(kind) ?? 0) + 1;
  written.set(kind, count);
  if (count <= MOST_PER_SECOND) {
    write.apply(this, args);
  }
}

setInterval(() => {
  const kinds = [...written].filter(([, count]) => count > MOST_PER_SECOND);
  written.clear();
  for (const [like, count] of kinds) {
    const lines = count - MOST_PER_SECOND;
    logging.info({ lines, like }, `${lines} more lines like “${like}” in the last second were counted but not kept`);
  }
}, 1000).unref();

/** Gives every request a trace id, and with it every line that is logged on its behalf. */
export const traced: RequestHandler = (req, res, next) => {
  // A caller that traces already sends "00-<trace id>-<span id>-<flags>".
  const traceId = req.header("traceparent")?.split("-")[1] ?? randomBytes(16).toString("hex");
  res.setHeader("x-trace-id", traceId);
  trace.run({ traceId, route: `${req.method} ${req.path}` }, next);
};

/** Runs work outside a request, such as a job, in the trace of the request that caused it. */
export function withTrace<T>(traceId: string, work: () => Promise<T>): Promise<T> {
  return trace.run({ traceId }, work);
}

export function currentTraceId(): string {
  return trace.getStore()?.traceId ?? randomBytes(16).toString("hex");
}

/** The method and path of the request that is being worked on; "job" outside one. */
export function currentRoute(): string {
  return trace.getStore()?.route ?? "job";
}
