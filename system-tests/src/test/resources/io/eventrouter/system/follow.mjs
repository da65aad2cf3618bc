// Follows a channel with the browser client in Node: prints SUBSCRIBED, the id of each event, each gap, and ends after COUNT events.
// node follow.mjs CLIENT URL CHANNEL COUNT [ack]
import WebSocket from "ws";

const [client, url, channel, count, ack] = process.argv.slice(2);
const { EventRouter } = await import(client);
const router = new EventRouter(url, { WebSocket, longestMillis: 1_000 });
router.addEventListener("gap", ({ reason }) => console.log(`GAP ${reason}`));

const subscription = router.subscribe(channel, { ack: ack === "ack" });
subscription.ready.then(() => console.log("SUBSCRIBED"));
let left = Number(count);
for await (const { id } of subscription) {
  console.log(id);
  if (--left === 0) break;
}
router.close();
