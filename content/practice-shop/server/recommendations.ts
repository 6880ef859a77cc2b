import { log } from "./log.js";

const BASE_URL = "http://recommendations.internal:8080";

/** A book that a reader may like. */
export interface Pick {
  product: number;
}

/** The client of the recommendation service, which another team runs. Releases that know its flag use it. */
export async function forCustomer(customer: string | undefined, products: Array<{ id: number }>): Promise<Pick[]> {
  const since = performance.now();
  const response = await fetch(`${BASE_URL}/picks`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ customer, products: products.map((product) => product.id) }),
  });
  const ms = Math.round(performance.now() - since);
  log.info({ ms }, `recommendations answered after ${ms} ms`);
  return response.ok ? ((await response.json()) as Pick[]) : [];
}
