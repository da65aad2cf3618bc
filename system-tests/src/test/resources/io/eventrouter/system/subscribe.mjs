// Subscribes with the npm package ws, prints each event message as it is, and ends after COUNT.
// node subscribe.mjs URL CHANNEL COUNT
import WebSocket from "ws";

const [url, channel, count] = process.argv.slice(2);
const socket = new WebSocket(url, "eventrouter.v1");
let left = Number(count);

socket.on("open", () => socket.send(JSON.stringify({ op: "subscribe", channel })));
socket.on("message", (data) => {
  const message = JSON.parse(data);
  if (message.op === "subscribed") console.log("SUBSCRIBED");
  if (!message.specversion) return;
  console.log(data.toString());
  if (--left === 0) socket.close(1000);
});
socket.on("close", (code) => process.exit(code === 1000 && left === 0 ? 0 : 1));
socket.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
