import { Router, type Response } from "express";
import type { Connection } from "../db.js";
import type { Answer, Gateway } from "../gateway.js";
import { currentTraceId, loggerOf } from "../log.js";
import { paymentsByNetwork, paymentsProcessed } from "../metrics.js";
import { offer, priceOf } from "../offers.js";
import { onConnection, type Shop } from "../shop.js";
import { parseCheckout, type Checkout } from "./checkout.js";

// Paylane's names for the card networks differ from ours.
const PAYLANE_NETWORKS = { visa: "visa", mastercard: "mastercard", amex: "american_express" };

const log = loggerOf("payments");

interface Basket {
  /** At list prices, in cents. */
  list: number;
  /** What is charged, in cents. */
  total: number;
  currency: string;
}

interface Order {
  id: string;
}

/**
 * The checkout: write the order, charge the card, write the outcome, ask a worker to confirm.
 *
 * The order of these steps is deliberate. A charge without a written order would be money without a reason; an
 * order without a charge is only `pending`. A client without an answer repeats its request, and every step is written so
 * that repeating it changes nothing.
 */
export function payments(shop: Shop): Router {
  const router = Router();

  router.post(
    "/",
    onConnection(shop, async (req, res, connection) => {
      const checkoutKey = req.header("idempotency-key");
      const checkout = parseCheckout(req.body);
      if (!checkoutKey || !checkout) {
        res.status(400).json({ error: "invalid_checkout" });
        return;
      }

      const basket = await price(checkout, connection);
      if (!basket) {
        res.status(409).json({ error: "product_unavailable" });
        return;
      }

      const order = await placeOrder(checkout, basket, checkoutKey, connection);
      const answer = await charge(shop.paylane, order, basket, checkout);
      await record(order, answer, connection);
      if (answer.status === "approved") {
        await requestConfirmation(shop, order);
      }
      respond(res, order, answer);
    }),
  );

  return router;
}

/** The sum at today's prices, never the one that the browser claims. Undefined if an item is not for sale. */
async function price(checkout: Checkout, connection: Connection): Promise<Basket | undefined> {
  const rows = await connection.read<{ id: number; price_cents: number; stock: number }>(
    "select id, price_cents, stock from products where id = any($1) and not withdrawn",
    [checkout.lines.map((line) => line.product)],
  );
  const products = new Map(rows.map((row) => [row.id, row]));

  let total = 0;
  for (const line of checkout.lines) {
    const product = products.get(line.product);
    if (!product || product.stock < line.quantity) {
      return undefined;
    }
    total += product.price_cents * line.quantity;
  }
  return { list: total, total: priceOf(total), currency: checkout.currency };
}

/** Writes the order, or finds it again if this checkout was sent before. The unique key makes that safe even when
 * both arrive at the same instant. */
async function placeOrder(
  checkout: Checkout,
  basket: Basket,
  checkoutKey: string,
  connection: Connection,
): Promise<Order> {
  const [order] = await connection.write<{ id: number }>(
    `insert into orders (checkout_key, customer_id, total_cents, currency, lines, status)
     values ($1, $2, $3, $4, $5, 'pending')
     on conflict (checkout_key) do update set checkout_key = excluded.checkout_key
     returning id`,
    [checkoutKey, checkout.customerId, basket.total, basket.currency, JSON.stringify(checkout.lines)],
  );
  if (!order) {
    throw new Error("The order was neither written nor found.");
  }
  if (offer) {
    // Finance reads along from the day on which an offer is announced.
    const { list, total } = basket;
    log.info({ order: order.id, listCents: list, totalCents: total }, `order ${order.id} created: list=${list} total=${total}`);
  }
  return { id: String(order.id) };
}

async function charge(paylane: Gateway, order: Order, basket: Basket, checkout: Checkout): Promise<Answer> {
  const since = performance.now();
  const { card } = checkout;
  const answer = await paylane.authorise({
    amount: basket.total,
    currency: basket.currency,
    token: card.token,
    network: PAYLANE_NETWORKS[card.network],
    idempotencyKey: order.id,
    metadata: { customer: checkout.customerId, lines: checkout.lines },
  });

  const { status, reason } = answer;
  if (status !== "pending") {
    // A pending attempt has not ended: the webhook counts it when it has.
    paymentsProcessed.inc({ status, reason });
    paymentsByNetwork.inc({ network: card.network, result: status === "failed" ? "failed" : "answered" });
  }
  const gatewayMs = Math.round(performance.now() - since);
  if (answer.status === "failed") {
    log.error({ order: order.id, reason }, `payment failed: order ${order.id} reason=${reason}`);
  } else {
    const { network } = card;
    log.info(
      { order: order.id, status, reason, network, gatewayMs },
      `payment processed: order ${order.id} status=${status} reason=${reason} network=${network} gatewayMs=${gatewayMs}`,
    );
  }
  return answer;
}

/** An order never goes back from `paid` or `confirmed`: a repeated request may end differently from the first. */
async function record(order: Order, answer: Answer, connection: Connection): Promise<void> {
  // After a timeout the card may have been charged, and a bank may still be asking. Until Paylane's webhook tells, the
  // order stays as it is.
  if (answer.reason === "gateway_timeout" || answer.status === "pending") {
    return;
  }
  await connection.write(
    `update orders set status = $2, payment_reason = $3
      where id = $1 and status in ('pending', 'failed')`,
    [order.id, answer.status === "approved" ? "paid" : "failed", answer.reason],
  );
}

/**
 * The customer has paid, and the order must not be lost. If it cannot be enqueued, the request fails, so that the client
 * repeats it and it is enqueued then. The repeat does not charge the card again: Paylane knows the order's id.
 */
async function requestConfirmation(shop: Shop, order: Order): Promise<void> {
  try {
    await shop.orders.add(Number(order.id), currentTraceId());
  } catch (error) {
    const { message } = error as Error;
    log.error({ order: order.id, error: message }, `enqueue failed: order ${order.id} paylane=approved error=${message}`);
    throw error;
  }
}

function respond(res: Response, order: Order, answer: Answer): void {
  switch (answer.status) {
    case "approved":
      res.status(201).json({ orderId: Number(order.id), status: "paid" });
      break;
    case "pending":
      res.status(202).json({ orderId: Number(order.id), status: "pending" });
      break;
    case "declined":
      // The customer's bank said no. That is an answer, and no failure of ours: it costs no error budget.
      res.status(402).json({ orderId: Number(order.id), error: "payment_declined", reason: answer.reason });
      break;
    case "failed":
      res.status(502).json({ orderId: Number(order.id), error: "payment_failed", reason: answer.reason });
      break;
  }
}
