import { Router } from "express";
import { onConnection, type Shop } from "../shop.js";

/** The column is a Postgres integer. A larger number would be reported as an error of the database, not of the caller. */
const HIGHEST_ID = 2_147_483_647;

interface OrderRow {
  id: number;
  customer_id: number;
  status: "pending" | "paid" | "confirmed" | "failed";
  placed_at: Date;
  confirmed_at: Date | null;
}

/**
 * The status of an order. It needs no sign-in, and order numbers can be guessed, so the answer holds
 * nothing that would hurt in the wrong hands: no name, no address, no titles, no sum.
 */
export function orders(shop: Shop): Router {
  const router = Router();

  router.get(
    "/:id",
    onConnection(shop, async (req, res, connection) => {
      const id = Number(req.params.id);
      if (!Number.isInteger(id) || id < 1 || id > HIGHEST_ID) {
        res.status(400).json({ error: "invalid_order_id" });
        return;
      }

      const [order] = await connection.read<OrderRow>(
        `select id, customer_id, status, placed_at, confirmed_at
           from orders
          where id = $1`,
        [id],
      );
      if (!order) {
        res.status(404).json({ error: "order_not_found" });
        return;
      }

      // "Two more of your orders are on their way." Fast only with the index on orders(customer_id): without it,
      // Postgres reads the whole table for every customer who checks an order.
      const [others] = await connection.read<{ open: number }>(
        `select count(*)::int as open
           from orders
          where customer_id = $1 and id <> $2 and status = 'paid'`,
        [order.customer_id, order.id],
      );

      // Customers reload this page until it says "confirmed", so a stale answer would defeat its purpose.
      res.set("cache-control", "no-store");
      res.json({
        id: order.id,
        status: order.status,
        placedAt: order.placed_at,
        confirmedAt: order.confirmed_at,
        otherOpenOrders: others?.open ?? 0,
      });
    }),
  );

  return router;
}
