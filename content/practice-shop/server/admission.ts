import type { RequestHandler, Response } from "express";

/** How many requests an instance takes on, and for how long. */
export interface AdmissionLimits {
  slots: number;
  queue: number;
  timeoutMs: number;
}

/**
 * Runs up to `slots` requests at the same time and lets `queue` more wait. Any further request gets 503 at once.
 *
 * An early refusal is a kindness. A request that waits longer than its client does is wasted work, and a client
 * that has given up usually sends a second request.
 */
export function admission({ slots, queue, timeoutMs }: AdmissionLimits): RequestHandler {
  const waiting: Array<{ res: Response; enter: () => void }> = [];
  let working = 0;

  const leave = (): void => {
    working--;
    waiting.shift()?.enter();
  };

  return (_req, res, next) => {
    const timer = setTimeout(() => refuse(res, 504, "request_timeout"), timeoutMs);
    res.once("close", () => clearTimeout(timer));

    const enter = (): void => {
      working++;
      res.once("close", leave);
      next();
    };

    if (working < slots) {
      enter();
    } else if (waiting.length < queue) {
      const place = { res, enter };
      waiting.push(place);
      // A client that gives up while waiting must not get a slot later.
      res.once("close", () => {
        const index = waiting.indexOf(place);
        if (index >= 0) {
          waiting.splice(index, 1);
        }
      });
    } else {
      res.locals.refused = true;
      refuse(res, 503, "overloaded");
    }
  };
}

function refuse(res: Response, status: number, error: string): void {
  if (!res.headersSent) {
    res.status(status).set("retry-after", "1").json({ error });
  }
}
