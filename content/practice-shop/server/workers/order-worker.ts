import { setTimeout as sleep } from "node:timers/promises";
import { config } from "../config.js";
import { Database, DatabaseUnavailable, type Connection } from "../db.js";
import { log, withTrace } from "../log.js";
import { jobsProcessed } from "../metrics.js";
import { OrderQueue, redisForWorkers, type Job } from "../queue.js";
import type { OrderLine } from "../routes/checkout.js";
import { startHeartbeat } from "./heartbeat.js";
import { MailUnavailable, sendReceipt, writeReceipt } from "./receipt-worker.js";
import { serveMetrics } from "./worker-metrics.js";

// One of four processes. Each works on two jobs at a time, and a job takes about 300 ms: together they could do some
// 26 jobs a second, more than ten times what a normal day brings.
const name = process.env.WORKER_NAME ?? "worker-1";
const redis = redisForWorkers();
const db = new Database(config.database.worker_pool_size, undefined, config.database.worker_answer_timeout_ms);
let stopping = false;

export interface PaidOrder {
  id: number;
  status: string;
  email: string;
  total_cents: number;
  currency: string;
  lines: OrderLine[];
  receipt_sent_at: Date | null;
}

/** The order of a job. A job can be faster than the transaction that writes its order; a moment later the order is there. */
async function orderOf(job: Job, connection: Connection): Promise<PaidOrder> {
  for (;;) {
    const [order] = await connection.read<PaidOrder>(
      `select o.id, o.status, o.total_cents, o.currency, o.lines, o.receipt_sent_at, c.email
         from orders o join customers c on c.id = o.customer_id
        where o.id = $1`,
      [job.orderId],
    );
    if (order) {
      return order;
    }
    await sleep(1000);
  }
}

/**
 * Confirms a paid order: sends the receipt, takes its copies from stock, and tells the customer's order page.
 * It may be called twice for the same order, after a crash or a repeated checkout; the second time it does what is left.
 */
async function confirm(job: Job): Promise<void> {
  await db.withConnection(async (connection) => {
    const order = await orderOf(job, connection);
    if (order.status !== "paid") {
      return;
    }

    // Written before anything is changed, so that an order whose receipt cannot be written is not half confirmed.
    if (!order.receipt_sent_at) {
      await sendReceipt(order, await writeReceipt(order, connection), connection);
    }
    // `status = 'paid'` lets only the first of two workers confirm, and the stock is taken in the same statement, so
    // that there is no moment at which only half is done.
    await connection.write(
      `with confirmed as (
         update orders set status = 'confirmed', confirmed_at = now()
          where id = $1 and status = 'paid'
         returning lines)
       update products p set stock = p.stock - (line ->> 'quantity')::int
         from confirmed, jsonb_array_elements(confirmed.lines) line
        where p.id = (line ->> 'product')::int`,
      [order.id],
    );
  });
}

/** Works on one job. Expected failures are reported, and the job is tried again. */
async function work(queue: OrderQueue, job: Job): Promise<void> {
  const { attempts } = job;
  log.info({ worker: name, job: job.id, attempts }, `${name} claimed job ${job.id}, earlier attempts ${attempts}`);
  try {
    await confirm(job);
    await queue.complete(name, job);
    jobsProcessed.inc({ status: "completed" });
    const ms = Date.now() - job.enqueuedAt;
    log.info({ worker: name, job: job.id, ms }, `${name} done with job ${job.id}, ${ms} ms after it was enqueued`);
  } catch (error) {
    // Anything else is a defect in this program. Its state is unknown after one, so it ends, and the
    // supervisor starts it again.
    if (!(error instanceof DatabaseUnavailable || error instanceof MailUnavailable)) {
      throw error;
    }
    const dead = await queue.fail(name, job);
    jobsProcessed.inc({ status: dead ? "dead" : "failed" });
    const fields = { worker: name, job: job.id, error: error.message };
    if (dead) {
      log.error(fields, `${name} has given up job ${job.id}: ${error.message}; it is on the dead-letter list`);
    } else {
      log.error(fields, `${name} failed job ${job.id}: ${error.message}`);
    }
  }
}

/** One job after another. Each lane has its own Redis connection, because waiting for a job blocks it. */
async function lane(): Promise<void> {
  const connection = redis.duplicate();
  const queue = new OrderQueue(connection);
  while (!stopping) {
    let job: Job | undefined;
    try {
      job = await queue.claim(name);
    } catch (error) {
      const { message } = error as Error;
      log.warn({ worker: name, error: message }, `${name} claim failed: ${message}`);
      await sleep(1000);
    }
    if (job) {
      const claimed = job;
      await withTrace(claimed.traceId, () => work(queue, claimed));
    }
  }
  connection.disconnect();
}

process.on("uncaughtExceptionMonitor", (error) => log.fatal({ worker: name, error }, `${name} uncaught, error: ${JSON.stringify(error)}`));
// A worker that is asked to stop claims no new job and finishes the jobs that it has.
process.once("SIGTERM", () => (stopping = true));

const metrics = serveMetrics();
const stopHeartbeat = startHeartbeat(redis, name);
log.info({ worker: name, release: config.release }, `${name} started, release ${config.release}`);
await Promise.all(Array.from({ length: config.workers.concurrency }, lane));

stopHeartbeat();
metrics.close();
await db.close();
redis.disconnect();
log.info({ worker: name }, "stopped");
