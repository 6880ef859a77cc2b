import { createServer, type Server } from "node:http";
import { log } from "../log.js";
import { renderMetrics } from "../metrics.js";

/** A worker serves no customers, but its metrics have to be scraped from somewhere. */
export function serveMetrics(): Server {
  const server = createServer((_req, res) => {
    renderMetrics().then(
      ({ contentType, text }) => res.writeHead(200, { "content-type": contentType }).end(text),
      (error: Error) => {
        log.error({ error: error.message }, "metrics not rendered");
        res.writeHead(500).end();
      },
    );
  });
  return server.listen(Number(process.env.METRICS_PORT ?? 9100));
}
