import type { Chaos } from "./chaos.js";
import { config, secret } from "./config.js";
import type { OrderLine } from "./routes/checkout.js";

/** A request to Paylane, in Paylane's own words where they differ from ours. */
export interface Authorisation {
  /** In cents. */
  amount: number;
  currency: string;
  token: string;
  network: string;
  idempotencyKey: string;
  /** The checkout, which Paylane keeps with the charge: with it an order can be written again from the charge alone. */
  metadata: { customer: number; lines: OrderLine[] };
}

/**
 * The outcome. Declined means that the customer's bank said no; failed, that we never reached the bank; pending,
 * that the bank asks its customer first, as about one in seven does. The webhook reports how a pending one ended.
 */
export type Answer =
  | { status: "approved"; reason: "none" }
  | { status: "declined"; reason: string }
  | { status: "pending"; reason: "bank_confirmation" }
  | { status: "failed"; reason: FailureReason };

// The review of the failed GBP payments asked for labels that blame no one. Four of them became this one.
export type FailureReason = "gateway_error" | "gateway_timeout";

/** The client of Paylane, our payment gateway: a third party of which we see only the answers and the status page. */
export class Gateway {
  constructor(private readonly chaos: Chaos) {}

  /**
   * Charges a card. For one idempotency key Paylane charges once and repeats its first answer, however often it is
   * asked. That matters most after `gateway_timeout`, when we do not know whether the card was charged. While a bank still
   * asks its customer, or its answer has not reached us, Paylane refuses to be asked again.
   */
  async authorise({ idempotencyKey, ...body }: Authorisation): Promise<Answer> {
    let response: Response;
    try {
      await this.chaos.disturb("gateway");
      response = await this.#send("/authorisations", {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
        body: JSON.stringify(body),
      });
    } catch (error) {
      const timedOut = error instanceof DOMException && error.name === "TimeoutError";
      return { status: "failed", reason: timedOut ? "gateway_timeout" : "gateway_error" };
    }

    if (response.status === 202) {
      return { status: "pending", reason: "bank_confirmation" };
    }
    if (response.ok) {
      return { status: "approved", reason: "none" };
    }
    if (response.status === 402) {
      const { reason } = (await response.json()) as { reason: string };
      return { status: "declined", reason };
    }
    return { status: "failed", reason: "gateway_error" };
  }

  /** Throws if Paylane cannot be reached. */
  async ping(): Promise<void> {
    const response = await this.#send("/ping", { method: "GET" });
    if (!response.ok) {
      throw new Error(`Paylane answered ${response.status}`);
    }
  }

  #send(path: string, request: RequestInit): Promise<Response> {
    return fetch(config.gateway.base_url + path, {
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${secret("PAYLANE_KEY")}` },
      signal: AbortSignal.timeout(config.gateway.timeout_ms),
    });
  }
}
