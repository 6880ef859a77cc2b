import { Pool } from "pg";
import type { PartnerKey } from "./partners.js";

const MOST_ROWS = 100;

/** An order as a partner needs it to deliver. */
export interface OrderForDelivery {
  number: number;
  name: string;
  address: string;
}

/** The copy of the orders that partners read. It is some seconds behind the table, and a large read locks nothing there. */
export class OrdersCopy {
  readonly #pool: Pool;

  constructor(connectionString: string) {
    this.#pool = new Pool({ connectionString, max: 2 });
  }

  /** The orders after a number, oldest first; never more than 100 at once. */
  async read(after: number, limit: number): Promise<OrderForDelivery[]> {
    const { rows } = await this.#pool.query<OrderForDelivery>(
      "SELECT number, name, address FROM orders_for_delivery WHERE number > $1 ORDER BY number LIMIT $2",
      [after, Math.min(limit, MOST_ROWS)],
    );
    return rows;
  }

  /** The partners' keys that have not been revoked. */
  async keys(): Promise<PartnerKey[]> {
    return (await this.#pool.query<PartnerKey>("SELECT id, hash FROM partner_keys WHERE revoked_at IS NULL")).rows;
  }
}
