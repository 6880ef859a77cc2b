import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { APPROVED_CARD, DECLINED_CARD, buyABook } from "./shop-client.js";

test("the catalogue shows books with prices", async ({ request }) => {
  const response = await request.get("/api/products");

  expect(response.status()).toBe(200);
  const { products } = await response.json();
  expect(products.length).toBeGreaterThan(0);
  for (const product of products) {
    expect(product.priceCents, product.title).toBeGreaterThan(0);
  }
});

test("an approved card pays for an order", async ({ request }) => {
  const response = await buyABook(request, APPROVED_CARD);

  expect(response.status()).toBe(201);
  expect(await response.json()).toMatchObject({ status: "paid", orderId: expect.any(Number) });
});

test("a declined card is told so, with the reason of the bank", async ({ request }) => {
  const response = await buyABook(request, DECLINED_CARD);

  expect(response.status()).toBe(402);
  expect(await response.json()).toMatchObject({ error: "payment_declined", reason: expect.any(String) });
});

test("a checkout that is sent twice is one order", async ({ request }) => {
  const key = randomUUID();

  const first = await buyABook(request, APPROVED_CARD, key);
  const second = await buyABook(request, APPROVED_CARD, key);

  expect(first.status()).toBe(201);
  expect(second.status()).toBe(201);
  expect((await second.json()).orderId).toBe((await first.json()).orderId);
});

test("a checkout without an idempotency key is refused", async ({ request }) => {
  const response = await request.post("/api/payments", { data: { lines: [] } });

  expect(response.status()).toBe(400);
});

test("the checkout is faster than the latency objective", async ({ request }) => {
  const since = Date.now();
  await buyABook(request, APPROVED_CARD);

  // Two requests, the catalogue and the payment. One sample is no percentile, so this is generous on purpose: it
  // catches a checkout that is slow for everyone, and leaves the rest to the monitoring.
  expect(Date.now() - since).toBeLessThan(2000);
});
