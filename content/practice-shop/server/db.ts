import { setTimeout as sleep } from "node:timers/promises";
import { Pool, type PoolClient, type QueryResultRow } from "pg";
import type { Chaos } from "./chaos.js";
import { config, secret } from "./config.js";
import { currentRoute, log } from "./log.js";
import { beforeScrape, poolConnections, queryDuration } from "./metrics.js";

const RECONNECT_PAUSE_MS = 250;

/** No connection was available in time: all were in use, or the database refused new ones or did not answer. */
export class DatabaseUnavailable extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** A borrowed connection. Reads and writes are timed separately, because they are slow for different reasons. */
export class Connection {
  constructor(
    private readonly client: PoolClient,
    private readonly chaos?: Chaos,
  ) {}

  read<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.#run<Row>("read", sql, values);
  }

  write<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.#run<Row>("write", sql, values);
  }

  async #run<Row extends QueryResultRow>(kind: "read" | "write", sql: string, values: unknown[]): Promise<Row[]> {
    const stop = queryDuration.startTimer({ kind });
    try {
      await this.chaos?.disturb("database");
      return (await this.client.query<Row>(sql, values)).rows;
    } finally {
      stop();
    }
  }
}

/** Access to Postgres, which is the Supabase project `lanternfish-prod`. */
export class Database {
  readonly #pool: Pool;

  /**
   * @param size How many connections this process may use. For the API it is the size of the project's pooler: an
   * instance may use all of them while the other is idle, and the pooler makes sure that together they never use more.
   * @param answerTimeoutMs For how long a statement may wait for its answer; by default without limit. The driver then
   * throws an error of its own, and not `DatabaseUnavailable`.
   */
  constructor(
    size: number,
    private readonly chaos?: Chaos,
    answerTimeoutMs?: number,
  ) {
    this.#pool = new Pool({
      connectionString: secret("DATABASE_URL"),
      // The roots of the provider. A certificate of any other one ends the connection before the login.
      ssl: { ca: secret("DATABASE_CA") },
      max: size,
      query_timeout: answerTimeoutMs,
      connectionTimeoutMillis: config.database.pool.acquire_timeout_ms,
      // Kept open when idle, because opening one costs more than keeping it; replaced from time to time, so that
      // no connection long outlives a failover of the database.
      idleTimeoutMillis: 0,
      maxLifetimeSeconds: config.database.pool.lifetime_s,
    });
    this.#pool.on("connect", () => log.info({ pool: this.#pool.totalCount }, "db opened connection"));
    // An idle connection that breaks, say because the project was paused, is reported here. Without a listener the
    // whole process would end.
    this.#pool.on("error", (error) => log.error({ error: error.message }, "db connection lost"));
    beforeScrape(() => this.#report());
  }

  /** Runs the work with a connection. The connection is returned however the work ends. */
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

  /**
   * Waits for a connection until the acquire timeout. An attempt that fails is repeated, because a failover of the
   * database looks the same and is over in a second. The project's pooler holds a login that it cannot complete
   * longer than we wait, so neither the log nor the caller learns why; its own report counts such logins.
   */
  async #acquire(): Promise<PoolClient> {
    const timeout = config.database.pool.acquire_timeout_ms;
    const since = performance.now();
    for (;;) {
      try {
        return await this.#pool.connect();
      } catch (error) {
        const { totalCount: pool, waitingCount: waiting } = this.#pool;
        if (performance.now() - since >= timeout) {
          const route = currentRoute();
          log.error({ route, pool, waiting }, `db acquire timeout after ${timeout} ms: ${route} got no connection, ${waiting} waiting`);
          throw new DatabaseUnavailable(`acquire timeout after ${timeout} ms`, error);
        }
        await sleep(RECONNECT_PAUSE_MS);
      }
    }
  }

  #report(): void {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    // The driver counts a connection from the moment it is asked for: one that is being opened is active.
    poolConnections.set({ state: "active" }, totalCount - idleCount);
    poolConnections.set({ state: "idle" }, idleCount);
    poolConnections.set({ state: "waiting" }, waitingCount);
  }
}
