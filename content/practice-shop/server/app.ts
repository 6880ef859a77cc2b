import express, { type ErrorRequestHandler, type Express } from "express";
import type { Redis } from "ioredis";
import { admission } from "./admission.js";
import { ChaosFailure } from "./chaos.js";
import { config } from "./config.js";
import { DatabaseUnavailable } from "./db.js";
import { currentRoute, log, traced } from "./log.js";
import { measured, metricsRoute } from "./metrics.js";
import type { OrdersCopy } from "./orders-copy.js";
import type { Partners } from "./partners.js";
import { logged } from "./request-log.js";
import { exportsForPartners } from "./routes/exports.js";
import { health } from "./routes/health.js";
import { orders } from "./routes/orders.js";
import { paymentWebhook } from "./routes/payment-webhook.js";
import { payments } from "./routes/payments.js";
import { products } from "./routes/products.js";
import type { Shop } from "./shop.js";

/**
 * Assembles the API. A request passes the middleware in the order of these lines.
 *
 * @param delivery What partners read; a shop without partners has none, and no export of orders.
 */
export function createApp(shop: Shop, redis: Redis, delivery?: { partners: Partners; copy: OrdersCopy }): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(traced);
  app.use(measured);
  app.use(logged);

  // Before the admission control: a health check must get an answer, above all when we are full.
  app.get("/metrics", metricsRoute);
  app.use("/api/health", health(shop, redis));

  app.use(admission({ slots: config.api.slots, queue: config.api.queue, timeoutMs: config.api.request_timeout_ms }));
  // The webhook needs the raw bytes, so it comes before the JSON parser.
  app.post("/api/payments/webhook", express.raw({ type: "application/json" }), paymentWebhook(shop));
  app.use(express.json({ limit: "32kb" }));
  app.use("/api/products", products(shop));
  app.use("/api/orders", orders(shop));
  app.use("/api/payments", payments(shop));
  if (delivery) {
    app.use("/api/exports", exportsForPartners(delivery.partners, delivery.copy));
  }

  app.use((_req, res) => {
    res.status(404).json({ error: "not_found" });
  });
  app.use(answerErrors);
  return app;
}

/** Customers get a code that support can look up. The details go only to the log. */
const answerErrors: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
  const unavailable = error instanceof DatabaseUnavailable || error instanceof ChaosFailure;
  const { release } = config;
  const route = currentRoute();
  if (!unavailable) {
    log.error({ route, release, error }, `request failed: ${route} ${error}, release ${release}`);
  }
  // Too late if the request has already been answered, as after a timeout.
  if (!res.headersSent) {
    const status = unavailable ? 503 : (clientError(error) ?? 500);
    res.status(status).json({ error: unavailable ? "unavailable" : status < 500 ? "bad_request" : "internal" });
  }
};

/** Express gives client errors, such as broken JSON, their own status. */
function clientError(error: unknown): number | undefined {
  const status = (error as { status?: unknown }).status;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
