import type { Redis } from "ioredis";
import { config } from "./config.js";
import { log } from "./log.js";

/** Where an experiment can act. */
export type Target = "http" | "database" | "gateway";

/** An experiment as it is stored. Each effect is optional; `share` is the fraction of traffic that it affects. */
export interface Experiment {
  id: string;
  target: Target;
  share: number;
  latencyMs?: number;
  errorRate?: number;
  outage?: boolean;
}

/** Thrown where an experiment makes something fail. Customers see an ordinary failure; the log tells the two apart. */
export class ChaosFailure extends Error {
  constructor(readonly experiment: Experiment) {
    super(`Failed by the chaos experiment ${experiment.id}`);
  }
}

const EXPERIMENTS = "chaos:experiments";

/**
 * Causes small failures on purpose, so that we find weaknesses while someone is watching.
 * Experiments live in Redis, so that all instances start and stop one within a second of each other.
 */
export class Chaos {
  #running: Experiment[] = [];

  constructor(private readonly redis: Redis) {
    if (config.chaos.enabled) {
      setInterval(() => void this.#refresh(), 1000).unref();
    }
  }

  get running(): readonly Experiment[] {
    return this.#running;
  }

  async start(experiment: Experiment): Promise<void> {
    await this.redis.hset(EXPERIMENTS, experiment.id, JSON.stringify(experiment));
    log.warn({ experiment }, "chaos experiment started");
  }

  async stop(id: string): Promise<void> {
    await this.redis.hdel(EXPERIMENTS, id);
    log.warn({ experiment: id }, "chaos experiment stopped");
  }

  /** Applies the running experiments to one call of the target. */
  async disturb(target: Target): Promise<void> {
    for (const experiment of this.#running) {
      if (experiment.target !== target || Math.random() >= experiment.share) {
        continue;
      }
      if (experiment.latencyMs) {
        await new Promise((resolve) => setTimeout(resolve, experiment.latencyMs));
      }
      if (experiment.outage || Math.random() < (experiment.errorRate ?? 0)) {
        throw new ChaosFailure(experiment);
      }
    }
  }

  async #refresh(): Promise<void> {
    try {
      const stored = await this.redis.hvals(EXPERIMENTS);
      this.#running = stored.map((text) => JSON.parse(text) as Experiment);
    } catch (error) {
      // An experiment that cannot be switched off must not continue: without Redis there is none.
      if (this.#running.length > 0) {
        log.error({ error }, "chaos experiments dropped because redis did not answer");
      }
      this.#running = [];
    }
  }
}
