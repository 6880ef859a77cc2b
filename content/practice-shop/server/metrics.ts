import type { RequestHandler } from "express";
import { Counter, Gauge, Histogram, register } from "prom-client";

// A dashboard, an alert rule or a runbook uses every name below. Renaming one breaks them without an error.

export const httpRequests = new Counter({
  name: "http_requests_total",
  help: "HTTP requests answered.",
  labelNames: ["route", "method", "status"] as const,
});

export const httpDuration = new Histogram({
  name: "http_request_duration_seconds",
  help: "Time from the arrival of a request to the end of its answer, waiting for a slot included. Refusals are not timed.",
  labelNames: ["route", "method"] as const,
  // 0.4 is a bucket because the latency objective is 400 ms: the share of fast requests is then exact.
  buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2.5, 5, 10],
});

export const paymentsProcessed = new Counter({
  name: "payment_processed_total",
  // "declined": the customer's bank said no, which is no failure; "failed" is the gateway's fault or ours. A customer
  // who tries three times counts three times.
  help: "Attempts to pay, by outcome.",
  labelNames: ["status", "reason"] as const,
});

export const webhooksRefused = new Counter({
  name: "payment_webhooks_refused_total",
  help: "Webhooks that were answered 401.",
});

export const paymentsByNetwork = new Counter({
  name: "payment_network_attempts_total",
  help: "Attempts to pay, by card network. A declined one was answered.",
  labelNames: ["network", "result"] as const,
});

export const exportRows = new Counter({
  name: "export_rows_total",
  help: "Rows of orders that the export has given out.",
});

export const poolConnections = new Gauge({
  name: "db_pool_connections",
  help: "Connections of the pool that are active or idle, and requests that are waiting for one.",
  labelNames: ["state"] as const,
});

export const queryDuration = new Histogram({
  name: "db_query_duration_seconds",
  help: "Time that a statement took in the database. Waiting for a connection is not part of it.",
  labelNames: ["kind"] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
});

export const redisUp = new Gauge({ name: "redis_up", help: "1 if Redis answered the last ping, else 0." });

export const queueDepth = new Gauge({ name: "queue_depth", help: "Jobs that wait for a worker." });

export const queueOldestJob = new Gauge({
  name: "queue_oldest_job_seconds",
  help: "How long the oldest waiting job has been waiting; 0 if none is.",
});

// Exported by the supervisor: a process that has ended cannot report it.
export const workerUp = new Gauge({
  name: "worker_up",
  help: "1 while the worker process exists, the time of its start included, else 0.",
  labelNames: ["worker"] as const,
});

export const workerHeartbeatAge = new Gauge({
  name: "worker_heartbeat_age_seconds",
  help: "Time since the worker process last gave a sign of life.",
  labelNames: ["worker"] as const,
});

export const jobsProcessed = new Counter({
  name: "jobs_processed_total",
  help: "Jobs that ended, by outcome.",
  labelNames: ["status"] as const,
});

// slo_error_budget_remaining_ratio is not here: one instance sees only its own share of the traffic. A recording rule
// of the monitoring computes it from http_requests_total of all instances.

/** Counts every request, whether answered, refused or abandoned by its client. Times all but the refused ones. */
export const measured: RequestHandler = (req, res, next) => {
  const labels = { route: routeOf(req.path), method: req.method };
  const stop = httpDuration.startTimer(labels);
  res.once("close", () => {
    // 499, as in proxies: the client went away before there was an answer.
    const status = res.headersSent ? String(res.statusCode) : "499";
    httpRequests.inc({ ...labels, status });
    // An early refusal takes no time. If it were timed too, an overloaded API would look fast.
    if (!res.locals.refused) {
      stop();
    }
  });
  next();
};

const ROUTES = new Set([
  "/api/products",
  "/api/payments",
  "/api/payments/webhook",
  "/api/health/live",
  "/api/health/ready",
  "/metrics",
]);

/**
 * The label for a path: one time series per route, because one per order would drown the monitoring. Taken from the path
 * rather than from the router, because a request that is refused early never reaches the router.
 */
function routeOf(path: string): string {
  if (path.startsWith("/api/orders/")) {
    return "/api/orders/{id}";
  }
  return ROUTES.has(path) ? path : "other";
}

const collectors: Array<() => void | Promise<void>> = [];

/** Lets a collector update its gauges before each scrape. */
export function beforeScrape(collect: () => void | Promise<void>): void {
  collectors.push(collect);
}

/** All metrics of this process in the text format of Prometheus. */
export async function renderMetrics(): Promise<{ contentType: string; text: string }> {
  await Promise.all(collectors.map((collect) => collect()));
  return { contentType: register.contentType, text: await register.metrics() };
}

export const metricsRoute: RequestHandler = async (_req, res) => {
  const { contentType, text } = await renderMetrics();
  res.type(contentType).send(text);
};
