/** What a customer's browser sends to pay. The card itself never comes here, only the gateway's token for it. */
export interface Checkout {
  customerId: string;
  currency: string;
  cardToken: string;
  basket: Array<{ productId: string; quantity: number }>;
}

const CURRENCIES = new Set(['USD', 'EUR', 'GBP']);
const MOST_LINES = 50;
const MOST_COPIES = 20;

/** Reads a checkout from what was sent, or gives undefined. Nothing from outside is trusted to have the right shape. */
export function parseCheckout(body: unknown): Checkout | undefined {
  if (typeof body !== 'object' || body === null) {
    return undefined;
  }
  const { customerId, currency, cardToken, basket } = body as Record<string, unknown>;
  if (
    typeof customerId !== 'string' ||
    typeof currency !== 'string' ||
    !CURRENCIES.has(currency) ||
    typeof cardToken !== 'string' ||
    !Array.isArray(basket) ||
    basket.length === 0 ||
    basket.length > MOST_LINES ||
    !basket.every(isLine)
  ) {
    return undefined;
  }
  return { customerId, currency, cardToken, basket };
}

function isLine(line: unknown): line is Checkout['basket'][number] {
  if (typeof line !== 'object' || line === null) {
    return false;
  }
  const { productId, quantity } = line as Record<string, unknown>;
  return (
    typeof productId === 'string' &&
    typeof quantity === 'number' &&
    Number.isInteger(quantity) &&
    quantity >= 1 &&
    quantity <= MOST_COPIES
  );
}
