import { randomUUID } from 'node:crypto';
import type { APIRequestContext, APIResponse } from '@playwright/test';

/** A card that Paylane's test mode always approves, and one that it always declines. */
export const APPROVED_CARD = 'tok_test_approved';
export const DECLINED_CARD = 'tok_test_declined';

/** Buys the first book in stock, as a new customer. With the same key twice it is the same purchase twice. */
export async function buyABook(
  request: APIRequestContext,
  cardToken: string,
  idempotencyKey: string = randomUUID(),
): Promise<APIResponse> {
  const listing = await request.get('/api/products');
  const { products } = (await listing.json()) as { products: Array<{ id: string; inStock: boolean }> };
  const book = products.find((product) => product.inStock);
  if (!book) {
    throw new Error('No book is in stock; the test data is missing.');
  }
  return request.post('/api/payments', {
    headers: { 'idempotency-key': idempotencyKey },
    data: {
      customerId: randomUUID(),
      currency: 'USD',
      cardToken,
      basket: [{ productId: book.id, quantity: 1 }],
    },
  });
}
