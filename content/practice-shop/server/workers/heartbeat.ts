import type { Redis } from "ioredis";
import { config } from "../config.js";
import { log } from "../log.js";
import { HEARTBEATS } from "../queue.js";

/**
 * Writes a heartbeat at a fixed interval, until stopped.
 *
 * It proves that the process runs and can write to Redis, and no more: a worker whose jobs hang goes on beating. To see
 * that work gets done, watch the age of the oldest job.
 *
 * @returns A function that ends the heartbeat.
 */
export function startHeartbeat(redis: Redis, worker: string): () => void {
  const beat = (): void => {
    redis
      .hset(HEARTBEATS, worker, Date.now())
      .catch((error: Error) => log.warn({ worker, error: error.message }, `${worker} heartbeat write failed: ${error.message}`));
  };
  beat();
  const timer = setInterval(beat, config.workers.heartbeat_ms);
  return () => clearInterval(timer);
}
