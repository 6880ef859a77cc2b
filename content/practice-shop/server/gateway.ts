import type { Chaos } from './chaos.js';
import { config, secret } from './config.js';

export interface Charge {
  amountCents: number;
  currency: string;
  cardToken: string;
  idempotencyKey: string;
}

/**
 * How a charge can end. `unknown` is an ending of its own: when the gateway has not answered in time, the customer may
 * or may not have been charged, and to claim either would be a lie.
 */
export type ChargeOutcome =
  | { status: 'approved'; reference: string }
  | { status: 'declined'; reason: DeclineReason }
  | { status: 'error'; reason: 'gateway_unavailable' | 'rate_limited' }
  | { status: 'unknown'; reason: 'gateway_timeout' };

export type DeclineReason = 'insufficient_funds' | 'expired_card' | 'card_declined';

/** The client of Paylane, our payment gateway. A third party: we see its answers and its status page, nothing else. */
export class Gateway {
  constructor(private readonly chaos: Chaos) {}

  async charge(charge: Charge): Promise<ChargeOutcome> {
    let response: Response;
    try {
      await this.chaos.disturb('gateway');
      response = await fetch(`${config.gateway.base_url}/charges`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secret('PAYLANE_KEY')}`,
          'content-type': 'application/json',
          // With the same key Paylane charges once, however often a nervous client repeats its request.
          'idempotency-key': charge.idempotencyKey,
        },
        body: JSON.stringify({ amount: charge.amountCents, currency: charge.currency, source: charge.cardToken }),
        signal: AbortSignal.timeout(config.gateway.timeout_ms),
      });
    } catch (error) {
      return error instanceof DOMException && error.name === 'TimeoutError'
        ? { status: 'unknown', reason: 'gateway_timeout' }
        : { status: 'error', reason: 'gateway_unavailable' };
    }

    if (response.ok) {
      const { reference } = (await response.json()) as { reference: string };
      return { status: 'approved', reference };
    }
    if (response.status === 402) {
      const { reason } = (await response.json()) as { reason: DeclineReason };
      return { status: 'declined', reason };
    }
    return { status: 'error', reason: response.status === 429 ? 'rate_limited' : 'gateway_unavailable' };
  }
}
