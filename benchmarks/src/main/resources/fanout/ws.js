// Node's ws, each message framed once and the same bytes written to every client; fed from a control
// port by lines "LEVEL CHANNEL TEXT". The argument is the directory of the package.
const { WebSocketServer, Sender } = require(process.argv[2]);
const http = require("node:http");
const net = require("node:net");
const readline = require("node:readline");

const TEXT = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true };
const clients = new Map();

const server = http.createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false });
sockets.on("connection", (client, request) => {
  const channels = new URL(request.url, "http://localhost").searchParams.getAll("channel");
  for (const channel of channels) {
    if (!clients.has(channel)) clients.set(channel, new Set());
    clients.get(channel).add(client);
  }
  client.on("error", () => {});
  client.on("close", () => {
    for (const channel of channels) clients.get(channel).delete(client);
  });
});

function publish(line) {
  const channel = line.indexOf(" ") + 1;
  const text = line.indexOf(" ", channel) + 1;
  const frame = [Buffer.concat(Sender.frame(Buffer.from(line.slice(text), "latin1"), TEXT))];
  for (const client of clients.get(line.slice(channel, text - 1)) ?? []) client._sender.sendFrame(frame);
}

const control = net.createServer((connection) => {
  let rest = "";
  connection.on("data", (bytes) => {
    const lines = (rest + bytes.toString("latin1")).split("\n");
    rest = lines.pop();
    for (const line of lines) publish(line);
  });
  connection.on("error", () => {});
});

server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, () => {
  control.listen(0, "127.0.0.1", () =>
    console.log(`@ready ${server.address().port} ${control.address().port}`),
  );
});

const commands = readline.createInterface({ input: process.stdin });
commands.on("line", (line) => {
  global.gc();
  console.log(`@${line} ${process.memoryUsage().heapUsed}`);
});
commands.on("close", () => process.exit(0));
