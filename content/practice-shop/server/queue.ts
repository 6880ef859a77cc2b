import { Redis, type RedisOptions } from "ioredis";
import { config, secret } from "./config.js";
import { log } from "./log.js";
import { beforeScrape, queueDepth, queueOldestJob, redisUp, workerHeartbeatAge } from "./metrics.js";

/** "Confirm this order." The trace id leads from the customer's request to the worker's log lines. */
export interface Job {
  id: string;
  orderId: number;
  traceId: string;
  /** How many times a worker has reported a failure. */
  attempts: number;
  enqueuedAt: number;
}

// One list for waiting jobs, its front at the right; one per worker for the jobs that it has claimed; one for those
// that were given up; and a set of those that rest after a failure, by the time at which they go back. They hold ids;
// JOBS holds the jobs.
const NAME = config.queue.name;
const WAITING = `${NAME}:waiting`;
const DELAYED = `${NAME}:delayed`;
const DEAD = `${NAME}:dead`;
const JOBS = `${NAME}:jobs`;
const claimedBy = (worker: string): string => `${NAME}:claimed:${worker}`;

export const HEARTBEATS = "workers:heartbeats";

/** For the API: fails at once when Redis is down, rather than hold a customer's request until it is back. */
export function redisForRequests(): Redis {
  return connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 1000 });
}

/** For the workers: waits for Redis as long as it takes. There is nothing else that they could do. */
export function redisForWorkers(): Redis {
  return connect({ maxRetriesPerRequest: null });
}

function connect(options: RedisOptions): Redis {
  const redis = new Redis(secret("REDIS_URL"), options);
  redis.on("error", (error) => log.error({ error: error.message }, "redis connection failed"));
  return redis;
}

/**
 * The queue between the API and the order workers. A job is in exactly one list at any time and moves in one step, so
 * that nothing is lost when a process dies in between.
 */
export class OrderQueue {
  constructor(private readonly redis: Redis) {}

  async add(orderId: number, traceId: string): Promise<void> {
    const id = String(await this.redis.incr(`${NAME}:last-id`));
    const job: Job = { id, orderId, traceId, attempts: 0, enqueuedAt: Date.now() };
    await this.redis.multi().hset(JOBS, id, JSON.stringify(job)).lpush(WAITING, id).exec();
  }

  /** Takes the job at the front, or waits up to five seconds for one. The Redis connection is blocked during that time. */
  async claim(worker: string): Promise<Job | undefined> {
    const id = await this.redis.blmove(WAITING, claimedBy(worker), "RIGHT", "LEFT", 5);
    return id ? this.#read(id) : undefined;
  }

  async complete(worker: string, job: Job): Promise<void> {
    await this.redis.multi().lrem(claimedBy(worker), 1, job.id).hdel(JOBS, job.id).exec();
  }

  /**
   * Reports that a job failed: it rests for 1, 2, 4 and then 8 s before it goes to the back of the queue, or goes, the
   * fifth time, to the dead-letter list.
   * @returns Whether it was given up.
   */
  async fail(worker: string, job: Job): Promise<boolean> {
    const attempts = job.attempts + 1;
    const dead = attempts >= config.queue.attempts;
    const moved = this.redis
      .multi()
      .lrem(claimedBy(worker), 1, job.id)
      .hset(JOBS, job.id, JSON.stringify({ ...job, attempts }));
    await (dead ? moved.lpush(DEAD, job.id) : moved.zadd(DELAYED, Date.now() + 1000 * 2 ** (attempts - 1), job.id)).exec();
    return dead;
  }

  /** Puts jobs whose rest is over to the back of the queue. The supervisor calls it a few times a second. */
  async wakeDelayed(): Promise<void> {
    for (const id of await this.redis.zrangebyscore(DELAYED, 0, Date.now())) {
      await this.redis.multi().zrem(DELAYED, id).lpush(WAITING, id).exec();
    }
  }

  /**
   * Puts the jobs of a worker that has ended back to the front, where they were. No failure was reported, so it
   * does not count as an attempt.
   * @returns The ids of the jobs.
   */
  async returnClaimed(worker: string): Promise<string[]> {
    const returned: string[] = [];
    for (;;) {
      const id = await this.redis.lmove(claimedBy(worker), WAITING, "LEFT", "RIGHT");
      if (!id) {
        return returned;
      }
      returned.push(id);
    }
  }

  /** Updates the metrics of queue and heartbeats before each scrape. */
  measure(): void {
    beforeScrape(async () => {
      try {
        await this.redis.ping();
        redisUp.set(1);
        queueDepth.set(await this.redis.llen(WAITING));
        const [front] = await this.redis.lrange(WAITING, -1, -1);
        const oldest = front ? await this.#read(front) : undefined;
        queueOldestJob.set(oldest ? (Date.now() - oldest.enqueuedAt) / 1000 : 0);
        for (const [worker, at] of Object.entries(await this.redis.hgetall(HEARTBEATS))) {
          // A worker's clock may be ahead of ours: a beat of the future counts as one of now.
          workerHeartbeatAge.set({ worker }, Math.max(0, Date.now() - Number(at)) / 1000);
        }
      } catch {
        redisUp.set(0);
        // Unknown is not the same as empty: a zero here would look like a perfect day.
        queueDepth.set(Number.NaN);
        queueOldestJob.set(Number.NaN);
      }
    });
  }

  async #read(id: string): Promise<Job | undefined> {
    const text = await this.redis.hget(JOBS, id);
    return text ? (JSON.parse(text) as Job) : undefined;
  }
}
