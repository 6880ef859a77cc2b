import { Worker, type Job } from 'bullmq';
import { config, secret } from '../config.js';
import { Database } from '../db.js';
import { log, withTrace } from '../log.js';
import { redisForWorkers, type SendReceipt } from '../queue.js';

interface ReceiptRow {
  email: string;
  total_cents: number;
  currency: string;
  receipt_sent_at: Date | null;
}

// Receipts have a queue of their own, so that a mail server on holiday never keeps an order from being confirmed.
const redis = redisForWorkers();
const db = new Database(config.database.worker_pool_size);

async function send(job: Job<SendReceipt>): Promise<void> {
  const { orderId, traceId } = job.data;
  await withTrace(traceId, async () => {
    const [order] = await db.withConnection((connection) =>
      connection.read<ReceiptRow>(
        `select c.email, o.total_cents, o.currency, o.receipt_sent_at
           from orders o join customers c on c.id = o.customer_id
          where o.id = $1`,
        [orderId],
      ),
    );
    if (!order) {
      // Trying again will not bring it into being.
      log.error({ orderId }, 'receipt for an order that does not exist');
      return;
    }
    if (order.receipt_sent_at) {
      return;
    }

    await mail(order.email, `Your order ${orderId}`, `Thank you! Total: ${money(order)}.`);
    // After the mail: if we stop in between, a customer gets two receipts, which is better than none.
    await db.withConnection((connection) =>
      connection.write('update orders set receipt_sent_at = now() where id = $1', [orderId]),
    );
    log.info({ orderId }, 'receipt sent');
  });
}

async function mail(to: string, subject: string, text: string): Promise<void> {
  const response = await fetch(secret('MAIL_URL'), {
    method: 'POST',
    headers: { authorization: `Bearer ${secret('MAIL_KEY')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: 'orders@lanternfish.example', to, subject, text }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) {
    throw new Error(`The mail service answered ${response.status}.`);
  }
}

function money({ total_cents, currency }: ReceiptRow): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(total_cents / 100);
}

const worker = new Worker<SendReceipt>('receipts', send, { connection: redis, concurrency: 4 });
worker.on('failed', (job, error) => log.warn({ jobId: job?.id, error: error.message }, 'receipt not sent'));
worker.on('error', (error) => log.error({ error: error.message }, 'worker error'));

process.once('SIGTERM', () => {
  void (async () => {
    await worker.close();
    await db.close();
    redis.disconnect();
  })();
});
