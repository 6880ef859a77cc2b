import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** The settings of `config/production.yaml`, in the same shape. */
export interface Config {
  release: string;
  api: { instances: number; slots: number; queue: number; request_timeout_ms: number };
  database: {
    project: string;
    pool: { size: number; acquire_timeout_ms: number; lifetime_s: number };
    worker_pool_size: number;
    max_connections: number;
  };
  gateway: { name: string; base_url: string; timeout_ms: number };
  queue: { name: string; attempts: number };
  workers: {
    processes: number;
    concurrency: number;
    heartbeat_ms: number;
    restart_after_s: number;
    restart_after_most_s: number;
  };
  chaos: { enabled: boolean };
  slo: { availability: number; latency_ms: number };
}

export const config = parse(readFileSync("config/production.yaml", "utf8")) as Config;

/** A secret from the environment. Without it the process does not start: half a configuration is worse than none. */
export function secret(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`The environment variable ${name} is not set.`);
  }
  return value;
}
