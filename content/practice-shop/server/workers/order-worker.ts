import { hostname } from 'node:os';
import { Queue, Worker, type Job } from 'bullmq';
import { config } from '../config.js';
import { Database } from '../db.js';
import { log, withTrace } from '../log.js';
import { jobsProcessed } from '../metrics.js';
import { redisForWorkers, type ConfirmOrder, type SendReceipt } from '../queue.js';
import { startHeartbeat } from './heartbeat.js';
import { serveMetrics } from './worker-metrics.js';

// One of four processes. Each works on two jobs at a time, and a job takes about 300 ms: together they could do some
// 26 jobs a second, more than ten times what a normal day brings.
const name = process.env.WORKER_NAME ?? `order-worker-${hostname()}`;
const redis = redisForWorkers();
const db = new Database(config.database.worker_pool_size);
const receipts = new Queue<SendReceipt>('receipts', { connection: redis });

/** Confirms a paid order: reserves its copies and tells the customer's order page. */
async function confirm(job: Job<ConfirmOrder>): Promise<void> {
  const { orderId, traceId } = job.data;
  await withTrace(traceId, async () => {
    // A job can come twice: after a crash, or when its lock ran out. `status = 'paid'` lets only the first one count,
    // and the stock is taken in the same statement, so that there is no moment in which only half has happened.
    const confirmed = await db.withConnection((connection) =>
      connection.write<{ id: string }>(
        `with confirmed as (
           update orders set status = 'confirmed', confirmed_at = now()
            where id = $1 and status = 'paid'
           returning id, basket),
         taken as (
           update products p set stock = p.stock - (line ->> 'quantity')::int
             from confirmed, jsonb_array_elements(confirmed.basket) line
            where p.id = (line ->> 'productId')::uuid)
         select id from confirmed`,
        [orderId],
      ),
    );
    if (confirmed.length === 0) {
      log.info({ orderId, jobId: job.id }, 'order was confirmed before');
      return;
    }
    await receipts.add('send-receipt', { orderId, traceId }, { jobId: orderId, attempts: 8 });
    log.info({ orderId, jobId: job.id, waitedMs: Date.now() - job.timestamp }, 'order confirmed');
  });
}

const worker = new Worker<ConfirmOrder>(config.queue.name, confirm, {
  connection: redis,
  concurrency: config.workers.concurrency,
  // A job whose process has died is given to another one after this time.
  lockDuration: 30_000,
});

worker.on('completed', () => jobsProcessed.inc({ status: 'completed' }));
worker.on('failed', (job, error) => {
  const final = (job?.attemptsMade ?? 0) >= config.queue.attempts;
  jobsProcessed.inc({ status: final ? 'dead' : 'retried' });
  log.error(
    { jobId: job?.id, attempt: job?.attemptsMade, error: error.message },
    final ? 'job given up' : 'job failed and will be tried again',
  );
});
worker.on('error', (error) => log.error({ error: error.message }, 'worker error'));

const metrics = serveMetrics();
const stopHeartbeat = startHeartbeat(redis, name);
log.info({ worker: name, release: config.release, concurrency: config.workers.concurrency }, 'worker started');

// Take no new job, finish the ones in hand, then leave. Whoever kills the process instead leaves its jobs locked for
// half a minute.
process.once('SIGTERM', () => {
  void (async () => {
    log.info({ worker: name }, 'worker stopping');
    await worker.close();
    await stopHeartbeat();
    await receipts.close();
    await db.close();
    metrics.close();
    redis.disconnect();
  })();
});
