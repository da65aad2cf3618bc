// Bun's built-in WebSocket server and its publish, fed from a control port by lines "LEVEL CHANNEL TEXT".
const MOST_WAITING = 1 << 30; // never drop: what waits is bounded by what is published
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    const channels = new URL(request.url).searchParams.getAll("channel");
    return server.upgrade(request, { data: channels }) ? undefined : new Response("", { status: 400 });
  },
  websocket: {
    perMessageDeflate: false,
    idleTimeout: 960,
    backpressureLimit: MOST_WAITING,
    open(socket) {
      for (const channel of socket.data) socket.subscribe(channel);
    },
    message() {},
  },
});

const control = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: {
    open(socket) {
      socket.data = "";
    },
    data(socket, bytes) {
      const lines = (socket.data + bytes.toString("latin1")).split("\n");
      socket.data = lines.pop();
      for (const line of lines) {
        const channel = line.indexOf(" ") + 1;
        const text = line.indexOf(" ", channel) + 1;
        server.publish(line.slice(channel, text - 1), line.slice(text), false);
      }
    },
  },
});

console.log(`@ready ${server.port} ${control.port}`);
for await (const line of console) {
  Bun.gc(true);
  console.log(`@${line} ${process.memoryUsage().heapUsed}`);
}
process.exit(0);
