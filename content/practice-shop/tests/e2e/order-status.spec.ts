import { expect, test } from "@playwright/test";
import { APPROVED_CARD, DECLINED_CARD, buyABook } from "./shop-client.js";

test("a paid order is confirmed by a worker", async ({ request }) => {
  const { orderId } = await (await buyABook(request, APPROVED_CARD)).json();

  // This is the one test that covers the whole path: API, Redis, queue, worker and database. When it fails while the
  // checkout tests pass, look at the workers.
  await expect
    .poll(async () => (await (await request.get(`/api/orders/${orderId}`)).json()).status, { timeout: 15_000 })
    .toBe("confirmed");
});

test("an order that was not paid is never confirmed", async ({ request }) => {
  const { orderId } = await (await buyABook(request, DECLINED_CARD)).json();

  const order = await (await request.get(`/api/orders/${orderId}`)).json();
  expect(order.status).toBe("failed");
});

test("an order shows nothing that tells who placed it", async ({ request }) => {
  const { orderId } = await (await buyABook(request, APPROVED_CARD)).json();

  const order = await (await request.get(`/api/orders/${orderId}`)).json();
  expect(Object.keys(order).sort()).toEqual(["confirmedAt", "id", "otherOpenOrders", "placedAt", "status"]);
});

test("an order that does not exist is not found", async ({ request }) => {
  expect((await request.get("/api/orders/2147483647")).status()).toBe(404);
});

test("something that is no order number is refused", async ({ request }) => {
  expect((await request.get("/api/orders/forty-two")).status()).toBe(400);
});
