import { createHmac, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { secret } from "../config.js";
import { currentTraceId, loggerOf } from "../log.js";
import { paymentsProcessed, webhooksRefused } from "../metrics.js";
import { onConnection, type Shop } from "../shop.js";

const log = loggerOf("payments");

interface Settlement {
  idempotencyKey: string;
  status: "approved" | "declined";
}

/**
 * Paylane tells us here how a charge ended, even when its first answer was lost. It sends again until we answer
 * 204, so a message may arrive more than once and must take effect only the first time.
 */
export function paymentWebhook(shop: Shop): RequestHandler {
  return onConnection(shop, async (req, res, connection) => {
    const body = req.body as Buffer;
    if (!isSigned(body, req.header("paylane-signature") ?? "")) {
      // One of these is an attack or a typo. Many of them mean a signing key that was changed on one side only.
      paymentsProcessed.inc({ status: "failed", reason: "gateway_error" });
      webhooksRefused.inc();
      log.error({ order: claimedOrder(body), reason: "gateway_error" }, "payment failed");
      res.status(401).json({ error: "unauthorized" });
      return;
    }

    const settlement = JSON.parse(body.toString("utf8")) as Settlement;
    const [settled] = await connection.write<{ id: number }>(
      `update orders set status = $2
        where id = $1 and status = 'pending'
       returning id`,
      [settlement.idempotencyKey, settlement.status === "approved" ? "paid" : "failed"],
    );
    if (settled) {
      const { status } = settlement;
      paymentsProcessed.inc({ status, reason: status === "approved" ? "none" : "card_declined" });
    }
    if (settled && settlement.status === "approved") {
      await shop.orders.add(settled.id, currentTraceId());
    }
    res.status(204).end();
  });
}

/** The order that an unverified message names: for a log line and nothing else. */
function claimedOrder(body: Buffer): string {
  return /"idempotencyKey":"(\d{1,12})"/.exec(body.toString("utf8"))?.[1] ?? "unknown";
}

/** Computed over the raw bytes: parsing and serializing them would change what was signed. */
function isSigned(body: Buffer, signature: string): boolean {
  const expected = createHmac("sha256", secret("PAYLANE_WEBHOOK_KEY")).update(body).digest();
  const given = Buffer.from(signature, "hex");
  // Compared in constant time, so that the timing does not reveal how many bytes were right.
  return given.length === expected.length && timingSafeEqual(given, expected);
}
