import { createApp } from "./app.js";
import { Chaos } from "./chaos.js";
import { config } from "./config.js";
import { Database } from "./db.js";
import { Gateway } from "./gateway.js";
import { log } from "./log.js";
import { OrdersCopy } from "./orders-copy.js";
import { Partners } from "./partners.js";
import { OrderQueue, redisForRequests } from "./queue.js";

const redis = redisForRequests();
const chaos = new Chaos(redis);
const db = new Database(config.database.pool.size, chaos);
const orders = new OrderQueue(redis);
orders.measure();
const app = createApp({ db, chaos, paylane: new Gateway(chaos), orders }, redis, await delivery());

const port = Number(process.env.PORT ?? 3000);
const server = app.listen(port, () => log.info({ port, release: config.release }, "api started"));

// A deploy ends this process with SIGTERM. Running requests are finished first; new ones go to the other instance.
process.once("SIGTERM", () => {
  log.info("api stopping");
  server.close(() => {
    void db.close().then(() => redis.disconnect());
  });
});

/** Only a shop with partners has a copy of its orders for them. */
async function delivery() {
  const address = process.env.ORDERS_COPY_URL;
  if (!address) {
    return undefined;
  }
  const copy = new OrdersCopy(address);
  const partners = new Partners(() => copy.keys());
  await partners.start();
  return { partners, copy };
}
