import { Router } from 'express';
import type { Redis } from 'ioredis';
import type { Database } from '../db.js';
import { config } from '../config.js';
import { log } from '../log.js';

/** How long a dependency may take before it counts as down. Longer than the pool's acquire timeout of 2 s. */
const CHECK_TIMEOUT_MS = 2500;

interface DependencyHealth {
  status: 'up' | 'down';
  latencyMs: number;
  error?: string;
}

/**
 * Two questions that are easily confused:
 *
 * - `/live`: would a restart of this process help? It asks nobody else. Were it to ask the database, a database outage
 *   would restart every healthy process over and over.
 * - `/ready`: can this process serve customers at this moment? It asks what a request needs, the way a request does.
 *
 * Neither passes through the admission control: a full instance is still alive, and must be able to say so.
 */
export function health(db: Database, redis: Redis): Router {
  const router = Router();

  router.get('/live', (_req, res) => {
    res.json({ status: 'up', release: config.release, uptimeSeconds: Math.round(process.uptime()) });
  });

  router.get('/ready', async (_req, res) => {
    // Both at once, so that two slow dependencies take no longer than one.
    const [database, queue] = await Promise.all([
      // Through the same pool as customers' requests: an empty pool is as bad for them as a lost database, and this
      // check is then slow and red as well.
      check('database', () => db.withConnection((connection) => connection.read('select 1'))),
      check('redis', () => redis.ping()),
    ]);

    // Only the database decides. Without Redis an order is confirmed late, but customers can still browse and pay, and
    // taking all instances out of service would make it worse. The payment gateway isn't asked at all: it belongs to
    // somebody else, and payment_processed_total shows how it is doing.
    const status = database.status === 'down' ? 'down' : queue.status === 'down' ? 'degraded' : 'up';
    res
      .status(status === 'down' ? 503 : 200)
      .set('cache-control', 'no-store')
      .json({ status, release: config.release, dependencies: { database, redis: queue } });
  });

  return router;
}

async function check(dependency: string, ask: () => Promise<unknown>): Promise<DependencyHealth> {
  const since = performance.now();
  try {
    await withTimeout(ask());
    return { status: 'up', latencyMs: Math.round(performance.now() - since) };
  } catch (cause) {
    const latencyMs = Math.round(performance.now() - since);
    const error = cause instanceof Error ? cause.message : String(cause);
    log.error({ dependency, latencyMs, error }, 'readiness check failed');
    return { status: 'down', latencyMs, error };
  }
}

function withTimeout<T>(answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
