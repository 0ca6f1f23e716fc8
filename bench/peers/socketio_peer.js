// A relay on Node's socket.io, as its documentation shows it: PORT REDIS_URL none|redis|streams.
// Two sides sit in a room; what one says is kept, told to the other, and answered.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { createAdapter as createStreamsAdapter } from "@socket.io/redis-streams-adapter";
import { createClient, defineScript } from "redis";
import { Server } from "socket.io";

const TTL_MS = "3600000";
const BOUND = "2000";
const [port, url, kind] = process.argv.slice(2);

const keep = defineScript({
  SCRIPT: readFileSync(new URL("buffer.lua", import.meta.url), "utf8"),
  NUMBER_OF_KEYS: 3,
  parseCommand(parser, chat, cid, entry) {
    for (const part of ["seq", "log", "ids"]) parser.pushKey(`${part}:{${chat}}`);
    parser.push(cid, entry, TTL_MS, BOUND);
  },
  transformReply: (seq) => seq,
});

async function connected() {
  const client = createClient({ url, scripts: { keep } });
  client.on("error", () => process.exit(1));
  return client.connect();
}

async function options() {
  if (kind === "none") return {};
  if (kind === "redis") return { adapter: createAdapter(await connected(), await connected()) };
  const adapter = createStreamsAdapter(await connected());
  return { adapter, connectionStateRecovery: {} };
}

const store = kind === "redis" ? await connected() : null;
const http = createServer();
const io = new Server(http, { cors: { origin: "*" }, ...(await options()) });

io.on("connection", (socket) => {
  const { chat } = socket.handshake.auth;
  if (!chat) return;
  socket.join(chat);
  socket.on("say", async (data, answer) => {
    const seq = store ? await store.keep(chat, data.cid, JSON.stringify(data)) : data.n;
    socket.to(chat).emit("said", { chat, seq, ...data });
    answer({ ok: true, seq });
  });
});

http.listen(Number(port), "127.0.0.1", 1024);
