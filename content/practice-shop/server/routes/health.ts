import { Router } from "express";
import type { Redis } from "ioredis";
import { log } from "../log.js";
import type { Shop } from "../shop.js";

/** How long a dependency may take before it counts as down. Longer than the pool's acquire timeout of 2 s. */
const CHECK_TIMEOUT_MS = 2500;

interface Check {
  status: "up" | "down";
  ms?: number;
  error?: string;
}

/**
 * Two questions that are easy to confuse:
 *
 * - `/live`: would a restart of this process help? It asks no other service. If it asked the database, an outage there
 *   would restart every healthy process over and over.
 * - `/ready`: can this process serve customers now? It checks what a request needs, in the way a request does.
 *
 * Neither passes through the admission control: a full instance is still alive, and must be able to say so.
 */
export function health(shop: Shop, redis: Redis): Router {
  const router = Router();

  router.get("/live", (_req, res) => {
    res.json({ status: "ok" });
  });

  router.get("/ready", async (req, res) => {
    // All at once, so that three slow dependencies take no longer than one.
    const [database, queue, gateway] = await Promise.all([
      // Through the same pool as customers' requests: an empty pool is as bad for them as a lost database, and this
      // check is then slow and red as well. It knows what they know, and so it says "acquire timeout" where the
      // database's own log would tell why.
      check("database", () => shop.db.withConnection((connection) => connection.read("select 1"))),
      check("redis", () => redis.ping()),
      check("gateway", () => shop.paylane.ping()),
    ]);

    // The load balancer writes its report of the last five minutes into its check. It knows whom it took out, no instance does.
    const rotation = takenOut(req.header("x-rotation-report"));

    // Only the database decides. Without Redis or the gateway, customers can still browse and check their orders,
    // and taking every instance out of service would make it worse.
    const degraded = [queue, gateway, rotation].some((answer) => answer?.status === "down");
    const status = database.status === "down" ? "unavailable" : degraded ? "degraded" : "ok";
    res
      .status(status === "unavailable" ? 503 : 200)
      .set("cache-control", "no-store")
      .json({ status, checks: { database, redis: queue, gateway, ...(rotation && { rotation }) } });
  });

  return router;
}

/** "9 164": taken out nine times, the latest answer after 164 ms. */
function takenOut(report: string | undefined): Check | undefined {
  const [times, ms] = (report ?? "").split(" ").map(Number);
  return times ? { status: "down", ms, error: `instances taken out ${times} times in five minutes for a late answer` } : undefined;
}

async function check(dependency: string, ask: () => Promise<unknown>): Promise<Check> {
  const since = performance.now();
  try {
    await withTimeout(ask());
    return { status: "up", ms: Math.round(performance.now() - since) };
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause);
    log.error({ dependency, error }, `readiness check failed: ${dependency} ${error}`);
    return { status: "down", error };
  }
}

function withTimeout<T>(answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
