import { secret } from "../config.js";
import type { Connection } from "../db.js";
import { log } from "../log.js";
import type { OrderLine } from "../routes/checkout.js";
import type { PaidOrder } from "./order-worker.js";

/** The mail service did not take the receipt. Worth another attempt. */
export class MailUnavailable extends Error {}

interface Title {
  id: number;
  title: string;
}

/** The text of an order's receipt. */
export async function writeReceipt(order: PaidOrder, connection: Connection): Promise<string> {
  const titles = await connection.read<Title>("select id, title from products where id = any($1) and not withdrawn", [
    order.lines.map((line) => line.product),
  ]);
  const catalogue = new Map(titles.map((title) => [title.id, title]));
  const lines = order.lines.map((line) => describeLine(line, catalogue));
  return [`Thank you for your order ${order.id}.`, ...lines, `Total: ${money(order)}`].join("\n");
}

/** The checkout has made sure that every product of an order is in the catalogue. */
function describeLine(line: OrderLine, catalogue: Map<number, Title>): string {
  return `${line.quantity} x ${catalogue.get(line.product)!.title}`;
}

/** Sends a receipt and remembers that it was sent. */
export async function sendReceipt(order: PaidOrder, text: string, connection: Connection): Promise<void> {
  await mail(order.email, `Your order ${order.id}`, text);
  // After the mail: if we stop in between, a customer gets two receipts, which is better than none.
  await connection.write("update orders set receipt_sent_at = now() where id = $1", [order.id]);
  log.info({ order: order.id }, "receipt sent");
}

async function mail(to: string, subject: string, text: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(secret("MAIL_URL"), {
      method: "POST",
      headers: { authorization: `Bearer ${secret("MAIL_KEY")}`, "content-type": "application/json" },
      body: JSON.stringify({ from: "orders@lanternfish.example", to, subject, text }),
      signal: AbortSignal.timeout(10_000),
    });
  } catch (cause) {
    throw new MailUnavailable("The mail service did not answer.", { cause });
  }
  if (!response.ok) {
    throw new MailUnavailable(`The mail service answered ${response.status}.`);
  }
}

function money({ total_cents, currency }: PaidOrder): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(total_cents / 100);
}
