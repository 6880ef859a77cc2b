/** What a customer's browser sends to pay. The card itself never comes here, only the gateway's token for it. */
export interface Checkout {
  customerId: number;
  currency: string;
  card: Card;
  lines: OrderLine[];
}

export interface Card {
  token: string;
  network: CardNetwork;
}

export type CardNetwork = "visa" | "mastercard" | "amex";

export interface OrderLine {
  product: number;
  quantity: number;
}

const CURRENCIES = new Set(["USD", "EUR", "GBP"]);
const NETWORKS = new Set(["visa", "mastercard", "amex"]);
const MOST_LINES = 50;
const MOST_COPIES = 20;

/** Parses a checkout from a request, or returns undefined. No outside input is trusted to have the right shape. */
export function parseCheckout(body: unknown): Checkout | undefined {
  if (!isObject(body)) {
    return undefined;
  }
  const { customerId, currency, card, lines } = body;
  const valid =
    isWhole(customerId) &&
    typeof currency === "string" &&
    CURRENCIES.has(currency) &&
    isCard(card) &&
    Array.isArray(lines) &&
    lines.length > 0 &&
    lines.length <= MOST_LINES &&
    lines.every(isLine);
  return valid ? { customerId, currency, card, lines } : undefined;
}

function isCard(card: unknown): card is Card {
  return isObject(card) && typeof card.token === "string" && NETWORKS.has(String(card.network));
}

function isLine(line: unknown): line is OrderLine {
  return isObject(line) && isWhole(line.product) && isWhole(line.quantity) && line.quantity <= MOST_COPIES;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A whole number of at least 1, as ids and quantities are. */
function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
