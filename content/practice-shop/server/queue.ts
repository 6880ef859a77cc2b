import { Queue } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { config, secret } from './config.js';
import { log } from './log.js';
import { beforeScrape, queueDepth, queueOldestJob, redisUp, workerHeartbeatAge, workerUp } from './metrics.js';

/** What a worker needs to confirm an order. The trace id lets its log lines be found from the customer's request. */
export interface ConfirmOrder {
  orderId: string;
  traceId: string;
}

export interface SendReceipt {
  orderId: string;
  traceId: string;
}

export const HEARTBEATS = 'workers:heartbeats';
const SILENT_AFTER_SECONDS = 30;

/** For the API: fail at once when Redis is away, rather than hold a customer's request until it is back. */
export function redisForRequests(): Redis {
  return connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 1000 });
}

/** For the workers: wait for Redis as long as it takes. There is nothing else that they could do. */
export function redisForWorkers(): Redis {
  return connect({ maxRetriesPerRequest: null });
}

function connect(options: RedisOptions): Redis {
  const redis = new Redis(secret('REDIS_URL'), options);
  redis.on('error', (error) => log.error({ error: error.message }, 'redis connection failed'));
  return redis;
}

/** The queue between the API and the order workers. */
export class OrderQueue {
  readonly #queue: Queue<ConfirmOrder>;

  constructor(private readonly redis: Redis) {
    this.#queue = new Queue<ConfirmOrder>(config.queue.name, {
      connection: redis,
      defaultJobOptions: {
        attempts: config.queue.attempts,
        backoff: { type: 'exponential', delay: config.queue.backoff_ms },
        removeOnComplete: 1000,
        // What failed for good stays in the failed set. That set is our dead-letter queue: somebody has to look at it.
        removeOnFail: false,
      },
    });
    beforeScrape(() => this.#report());
  }

  /** Asks for an order to be confirmed. Asking twice is harmless: the order's id is the job's id. */
  async add(job: ConfirmOrder): Promise<void> {
    await this.#queue.add('confirm-order', job, { jobId: job.orderId });
  }

  /** Brings all measurements up to date that depend on Redis; asked for once per scrape. */
  async #report(): Promise<void> {
    try {
      await this.redis.ping();
      redisUp.set(1);
      queueDepth.set(await this.#queue.getJobCountByTypes('waiting', 'delayed'));
      const [oldest] = await this.#queue.getJobs(['waiting'], 0, 0, true);
      queueOldestJob.set(oldest ? (Date.now() - oldest.timestamp) / 1000 : 0);
      await this.#reportWorkers();
    } catch {
      redisUp.set(0);
      // Unknown is not the same as empty: a zero here would look like the best of all days.
      queueDepth.set(Number.NaN);
      queueOldestJob.set(Number.NaN);
    }
  }

  async #reportWorkers(): Promise<void> {
    const heartbeats = await this.redis.hgetall(HEARTBEATS);
    for (const [worker, at] of Object.entries(heartbeats)) {
      const age = (Date.now() - Number(at)) / 1000;
      workerHeartbeatAge.set({ worker }, age);
      workerUp.set({ worker }, age < SILENT_AFTER_SECONDS ? 1 : 0);
    }
  }
}
