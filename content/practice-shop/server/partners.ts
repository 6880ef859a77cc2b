import { createHash } from "node:crypto";

const RELOAD_MS = 5_000;

/** A partner's key, without the key itself. */
export interface PartnerKey {
  /** The name in the log, for instance `quayside-1`. The partner's next key has the next number. */
  id: string;
  /** SHA-256 of the key, in hex. A key is long and random, so it needs no salt. */
  hash: string;
}

/** The keys with which partners read the export of orders. */
export class Partners {
  #byHash = new Map<string, PartnerKey>();

  /** @param load Reads the keys that have not been revoked. */
  constructor(private readonly load: () => Promise<PartnerKey[]>) {}

  /** Reads the keys now and every few seconds: revoking one must not need a restart, which would take the access log with it. */
  async start(): Promise<void> {
    const reload = async (): Promise<void> => {
      this.#byHash = new Map((await this.load()).map((key) => [key.hash, key]));
    };
    await reload();
    setInterval(() => void reload(), RELOAD_MS).unref();
  }

  /** The key that a request has brought, or undefined when it brought none that is valid. */
  keyOf(header: string | undefined): PartnerKey | undefined {
    // Looked up by its hash: how long that takes says nothing about the keys that exist.
    return header === undefined ? undefined : this.#byHash.get(createHash("sha256").update(header).digest("hex"));
  }
}
