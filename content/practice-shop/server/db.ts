import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import type { Chaos } from './chaos.js';
import { config, secret } from './config.js';
import { log } from './log.js';
import { beforeScrape, poolConnections, queryDuration } from './metrics.js';

/** No connection could be had: the pool stayed empty for too long, or the database refused or did not answer. */
export class DatabaseUnavailable extends Error {
  constructor(readonly reason: string, cause: unknown) {
    super(`No database connection: ${reason}`, { cause });
  }
}

/** A connection on loan. Reads and writes are timed apart, because they are slow for different reasons. */
export class Connection {
  constructor(private readonly client: PoolClient, private readonly chaos?: Chaos) {}

  read<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.#run<Row>('read', sql, values);
  }

  write<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.#run<Row>('write', sql, values);
  }

  async #run<Row extends QueryResultRow>(kind: 'read' | 'write', sql: string, values: unknown[]): Promise<Row[]> {
    const stop = queryDuration.startTimer({ kind });
    try {
      await this.chaos?.disturb('database');
      return (await this.client.query<Row>(sql, values)).rows;
    } finally {
      stop();
    }
  }
}

/** The way to Postgres, which is the Supabase project `lanternfish-prod`. */
export class Database {
  readonly #pool: Pool;

  /**
   * @param size How many connections this process may use. For the API it is the size of the project's pooler: an
   * instance may use all of them while the other is idle, and the pooler sees to it that together they never use more.
   */
  constructor(private readonly size: number, private readonly chaos?: Chaos) {
    this.#pool = new Pool({
      connectionString: secret('DATABASE_URL'),
      max: size,
      connectionTimeoutMillis: config.database.pool.acquire_timeout_ms,
      idleTimeoutMillis: 30_000,
    });
    // An idle connection that breaks, say because the project was paused, is reported here. Without a listener the
    // whole process would end.
    this.#pool.on('error', (error) => log.error({ error: error.message }, 'idle database connection lost'));
    beforeScrape(() => this.#report());
  }

  /** Lends a connection for as long as the work takes. It goes back however the work ends. */
  async withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#acquire();
    try {
      return await work(new Connection(client, this.chaos));
    } finally {
      client.release();
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #acquire(): Promise<PoolClient> {
    const since = performance.now();
    try {
      return await this.#pool.connect();
    } catch (error) {
      const exhausted = this.#pool.totalCount >= this.size && this.#pool.idleCount === 0;
      const reason = exhausted ? 'pool exhausted' : (error as Error).message;
      const waitedMs = Math.round(performance.now() - since);
      log.error({ reason, waitedMs, waiting: this.#pool.waitingCount }, 'database connection not acquired');
      throw new DatabaseUnavailable(reason, error);
    }
  }

  #report(): void {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    poolConnections.set({ state: 'active' }, totalCount - idleCount);
    poolConnections.set({ state: 'idle' }, idleCount);
    poolConnections.set({ state: 'waiting' }, waitingCount);
  }
}
