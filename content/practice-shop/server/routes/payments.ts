import { Router, type Response } from 'express';
import type { Connection } from '../db.js';
import type { ChargeOutcome } from '../gateway.js';
import { currentTraceId, log } from '../log.js';
import { paymentsProcessed } from '../metrics.js';
import { onConnection, type Shop } from '../shop.js';
import { parseCheckout, type Checkout } from './checkout.js';

const UNIQUE_VIOLATION = '23505';

/**
 * The checkout. In short: write the order down, charge the card, write down what came of it, ask a worker to confirm.
 *
 * The order of these steps is deliberate. A charge without a written order would be money that nobody can explain; an
 * order without a charge is merely `pending`.
 */
export function payments(shop: Shop): Router {
  const router = Router();

  router.post(
    '/',
    onConnection(shop, async (req, res, connection) => {
      const idempotencyKey = req.header('idempotency-key');
      const checkout = parseCheckout(req.body);
      if (!idempotencyKey || !checkout) {
        res.status(400).json({ error: 'invalid_checkout' });
        return;
      }

      const totalCents = await priceOf(checkout, connection);
      if (totalCents === undefined) {
        res.status(409).json({ error: 'product_unavailable' });
        return;
      }

      const orderId =
        (await placeOrder(checkout, totalCents, idempotencyKey, connection)) ??
        (await reopenFailed(idempotencyKey, connection));
      if (orderId === undefined) {
        await answerRepeated(idempotencyKey, connection, res);
        return;
      }

      const outcome = await shop.gateway.charge({
        amountCents: totalCents,
        currency: checkout.currency,
        cardToken: checkout.cardToken,
        idempotencyKey,
      });
      await record(orderId, outcome, connection);

      if (outcome.status === 'approved') {
        await requestConfirmation(shop, orderId);
      }
      answer(res, orderId, outcome);
    }),
  );

  return router;
}

/** The sum at today's prices: never the one that the browser claims. Undefined if a product is gone or out of stock. */
async function priceOf(checkout: Checkout, connection: Connection): Promise<number | undefined> {
  const rows = await connection.read<{ id: string; price_cents: number; stock: number }>(
    'select id, price_cents, stock from products where id = any($1)',
    [checkout.basket.map((line) => line.productId)],
  );
  const products = new Map(rows.map((row) => [row.id, row]));

  let total = 0;
  for (const { productId, quantity } of checkout.basket) {
    const product = products.get(productId);
    if (!product || product.stock < quantity) {
      return undefined;
    }
    total += product.price_cents * quantity;
  }
  return total;
}

/** Writes order and payment in one statement: both or neither. Undefined if this checkout was sent before. */
async function placeOrder(
  checkout: Checkout,
  totalCents: number,
  idempotencyKey: string,
  connection: Connection,
): Promise<string | undefined> {
  try {
    const [row] = await connection.write<{ order_id: string }>(
      `with placed as (
         insert into orders (customer_id, total_cents, currency, basket, status)
         values ($1, $2, $3, $4, 'pending')
         returning id)
       insert into payments (order_id, idempotency_key, status)
       select id, $5, 'pending' from placed
       returning order_id`,
      [checkout.customerId, totalCents, checkout.currency, JSON.stringify(checkout.basket), idempotencyKey],
    );
    return row?.order_id;
  } catch (error) {
    // Clients repeat a request that they had no answer to. The unique key makes the second one fail here and not
    // charge a second time, also when both arrive at the same instant.
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) {
      return undefined;
    }
    throw error;
  }
}

/** After a failure of the gateway nothing was charged, so a client that comes back may have another go at its order. */
async function reopenFailed(idempotencyKey: string, connection: Connection): Promise<string | undefined> {
  const [row] = await connection.write<{ order_id: string }>(
    `update payments set status = 'pending'
      where idempotency_key = $1 and status = 'error'
     returning order_id`,
    [idempotencyKey],
  );
  return row?.order_id;
}

async function record(orderId: string, outcome: ChargeOutcome, connection: Connection): Promise<void> {
  const reason = outcome.status === 'approved' ? 'none' : outcome.reason;
  const orderStatus = { approved: 'paid', declined: 'failed', error: 'failed', unknown: 'pending' }[outcome.status];
  await connection.write(
    `with settled as (
       update payments set status = $2, reason = $3, settled_at = now() where order_id = $1)
     update orders set status = $4 where id = $1`,
    [orderId, outcome.status, reason, orderStatus],
  );

  // Customers see an unknown outcome as a failure, and so do we until the gateway's webhook tells us more.
  const status = { approved: 'success', declined: 'declined', error: 'error', unknown: 'error' }[outcome.status];
  paymentsProcessed.inc({ status, reason });
  if (status === 'success') {
    log.info({ orderId }, 'payment approved');
  } else if (status === 'declined') {
    log.info({ orderId, reason }, 'payment declined');
  } else {
    log.error({ orderId, reason }, 'payment failed');
  }
}

/**
 * A payment is not undone because the queue is away. The order stays `paid`, and this line in the log is all that tells
 * of it: there is no sweep yet that finds such orders and asks again.
 */
async function requestConfirmation(shop: Shop, orderId: string): Promise<void> {
  try {
    await shop.orders.add({ orderId, traceId: currentTraceId() });
  } catch (error) {
    log.error({ orderId, error: (error as Error).message }, 'order not enqueued');
  }
}

/** Tells a client that repeats itself how its first attempt ended, or that it has not ended yet. */
async function answerRepeated(idempotencyKey: string, connection: Connection, res: Response): Promise<void> {
  const [payment] = await connection.read<{ order_id: string; status: string }>(
    'select order_id, status from payments where idempotency_key = $1',
    [idempotencyKey],
  );
  if (payment?.status === 'approved') {
    res.status(200).json({ orderId: payment.order_id, status: 'paid' });
  } else {
    res.status(409).json({ orderId: payment?.order_id, error: `payment_${payment?.status ?? 'pending'}` });
  }
}

function answer(res: Response, orderId: string, outcome: ChargeOutcome): void {
  switch (outcome.status) {
    case 'approved':
      res.status(201).json({ orderId, status: 'paid' });
      break;
    case 'declined':
      // The customer's bank said no. That is an answer, and no failure of ours: it costs no error budget.
      res.status(402).json({ orderId, error: 'payment_declined', reason: outcome.reason });
      break;
    case 'error':
      res.status(502).json({ orderId, error: 'payment_failed', reason: outcome.reason });
      break;
    case 'unknown':
      res.status(504).json({ orderId, error: 'payment_unknown', reason: outcome.reason });
      break;
  }
}
