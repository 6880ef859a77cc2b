import type { Request, RequestHandler, Response } from "express";
import type { Chaos } from "./chaos.js";
import type { Connection, Database } from "./db.js";
import type { Gateway } from "./gateway.js";
import type { OrderQueue } from "./queue.js";

/** What the routes work with. It is passed in, so that a test can pass something else. */
export interface Shop {
  db: Database;
  chaos: Chaos;
  paylane: Gateway;
  orders: OrderQueue;
}

/**
 * Makes a handler that holds one database connection for its whole request.
 *
 * That keeps the routes simple, and it has a price: anything that delays a request, whether a slow query, a slow gateway or
 * an experiment, keeps a connection busy for as long. At 20 requests a second of 80 ms each, fewer than two are in
 * use on average, and 20 are plenty. At half a second each, ten are.
 */
export function onConnection(
  shop: Shop,
  work: (req: Request, res: Response, connection: Connection) => Promise<void>,
): RequestHandler {
  return (req, res) =>
    shop.db.withConnection(async (connection) => {
      // Experiments on `http` act here, inside the request, so that it is slow with everything it holds, as it would
      // be if its own code had become slow.
      await shop.chaos.disturb("http");
      await work(req, res, connection);
    });
}
