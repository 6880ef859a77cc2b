import { expect, test } from "@playwright/test";

test("a running instance is alive", async ({ request }) => {
  const response = await request.get("/api/health/live");

  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({ status: "ok" });
});

test("a ready instance answers for each of its dependencies", async ({ request }) => {
  const response = await request.get("/api/health/ready");

  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({
    status: "ok",
    checks: { database: { status: "up" }, redis: { status: "up" }, gateway: { status: "up" } },
  });
});

test("readiness is never answered from a cache", async ({ request }) => {
  const response = await request.get("/api/health/ready");

  expect(response.headers()["cache-control"]).toBe("no-store");
});

test("the measurements that alerts and runbooks rely on are exported", async ({ request }) => {
  // One request of our own first: a counter without a request has no time series.
  await request.get("/api/products");
  const metrics = await (await request.get("/metrics")).text();

  for (const name of [
    "http_requests_total",
    "http_request_duration_seconds_bucket",
    "payment_processed_total",
    "db_pool_connections",
    "db_query_duration_seconds_bucket",
    "redis_up",
    "queue_depth",
    "queue_oldest_job_seconds",
    "worker_heartbeat_age_seconds",
  ]) {
    expect(metrics, name).toContain(name);
  }
});
