// Follows a channel with the browser client in Node, with tokens of 8 s that it signs itself: prints CONNECT for each connection,
// TOKEN for each token, the id of each event, and ends after COUNT events.
// node refresh.mjs CLIENT URL CHANNEL COUNT SECRET
import { createHmac } from "node:crypto";
import WebSocket from "ws";

const [client, url, channel, count, secret] = process.argv.slice(2);
const { EventRouter } = await import(client);

class CountedWebSocket extends WebSocket {
  constructor(...args) {
    super(...args);
    console.log("CONNECT");
  }
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function token() {
  console.log("TOKEN");
  const exp = Math.floor(Date.now() / 1000) + 8;
  const text = `${part({ alg: "HS256" })}.${part({ sub: "alice", exp, subscribe: ["orders.>"] })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

const router = new EventRouter(url, { WebSocket: CountedWebSocket, token });
const subscription = router.subscribe(channel);
subscription.ready.then(() => console.log("SUBSCRIBED"));
let left = Number(count);
for await (const { id } of subscription) {
  console.log(id);
  if (--left === 0) break;
}
router.close();
