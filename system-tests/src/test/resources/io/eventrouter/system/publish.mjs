// Publishes with the browser client in Node: prints what became of an event, then why another was refused.
// node publish.mjs CLIENT URL
import WebSocket from "ws";

const [client, url] = process.argv.slice(2);
const { EventRouter } = await import(client);
const router = new EventRouter(url, { WebSocket });

const { id, topic } = await router.publish({ channel: "chat.1", priority: "high", data: { text: "hi" }, id: "e1" });
console.log(`${id} ${topic}`);
await router.publish({ channel: "chat.*" }).catch(({ code }) => console.log(code));
await router.publish({ channel: "chat.1", data: "\ud83d" }).catch(({ code }) => console.log(code));
router.close();
