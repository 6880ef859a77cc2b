import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse } from "@playwright/test";

/** A card that Paylane's test mode always approves, and one that it always declines. */
export const APPROVED_CARD = { token: "tok_test_approved", network: "visa" };
export const DECLINED_CARD = { token: "tok_test_declined", network: "visa" };

const TEST_CUSTOMER = 1;

/** Buys the first book in stock. With the same key twice it is the same purchase twice. */
export async function buyABook(
  request: APIRequestContext,
  card: typeof APPROVED_CARD,
  idempotencyKey: string = randomUUID(),
): Promise<APIResponse> {
  const listing = await request.get("/api/products");
  const { products } = (await listing.json()) as { products: Array<{ id: number; inStock: boolean }> };
  const book = products.find((product) => product.inStock);
  if (!book) {
    throw new Error("No book is in stock; the test data is missing.");
  }
  return request.post("/api/payments", {
    headers: { "idempotency-key": idempotencyKey },
    data: {
      customerId: TEST_CUSTOMER,
      currency: "USD",
      card,
      lines: [{ product: book.id, quantity: 1 }],
    },
  });
}
