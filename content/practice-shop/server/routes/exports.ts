import { Router, type RequestHandler } from "express";
import { log } from "../log.js";
import { exportRows } from "../metrics.js";
import type { Partners } from "../partners.js";
import type { OrdersCopy } from "../orders-copy.js";

/**
 * Orders with names and delivery addresses, for the partners who deliver them. It is read from a copy of the table, so that no
 * customer waits for a partner. Who may read it is in docs/runbooks/exports.md.
 */
export function exportsForPartners(partners: Partners, copy: OrdersCopy): Router {
  const router = Router();

  /** Each partner has a key of its own, so that one can be revoked without the others. */
  const requireKey: RequestHandler = (req, res, next) => {
    const key = partners.keyOf(req.header("x-export-key"));
    if (key === undefined) {
      const [status, address] = [401, req.ip];
      log.warn({ status, address }, `export of orders: ${status} for ${address}, key ${req.header("x-export-key-id") ?? "none"}`);
      res.status(status).json({ error: "unknown_key" });
      return;
    }
    res.locals.key = key.id;
    next();
  };

  router.get("/orders", requireKey, async (req, res) => {
    const page = await copy.read(Number(req.query.after) || 0, Number(req.query.limit) || 50);
    const { length: rows } = page;
    const [address, key] = [req.ip, res.locals.key ?? "none"];
    exportRows.inc(rows);
    // How many rows went where. Which orders they were is in this instance's access log, and only there: an order's
    // number leads to a person, and this line is kept for months.
    log.info({ rows, address, key }, `export of orders: ${rows} rows to ${address}, key ${key}`);
    res.json(page);
  });

  return router;
}
