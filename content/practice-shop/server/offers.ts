import { readFileSync } from "node:fs";
import { config } from "./config.js";

/** What the editors have announced and finance has agreed to: so much off the sum of an order. */
export interface Offer {
  percent: number;
  /** The sum at list prices from which an order gets it, in cents. */
  fromCents: number;
  /** When it begins, as ISO 8601. */
  begins: string;
}

/** The offer that runs or is to come. Undefined for most of the year. */
export const offer: Offer | undefined = config.offer && JSON.parse(readFileSync(config.offer, "utf8"));

/**
 * What an order costs, by the sum of its list prices. The result is no list price: it is written with the order, charged, and
 * printed on the receipt, and nothing is taken off it again.
 */
export function priceOf(listCents: number): number {
  if (!offer || Date.now() < Date.parse(offer.begins) || listCents < offer.fromCents) {
    return listCents;
  }
  return listCents - Math.floor((listCents * offer.percent) / 100);
}
