// A page with nothing but its link: says what becomes of it, asks what it is told to ask.
import { createInterface } from "node:readline";

const [origin, door] = process.argv.slice(2);
globalThis.location = new URL(origin);
const { connect } = await import("../../web_client/src/link/link.ts");

let connects = 0;
const link = connect(door, { sockets: "/socket.io/" }, async () => ({ token: `token ${++connects}` }));
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

link.onConnection((connection) => say({ connection }));
link.on("changed", (told) => say({ told }));

for await (const line of createInterface({ input: process.stdin })) {
  const { name, frame } = JSON.parse(line);
  if (name === "close") link.close();
  else link.ask(name, frame).then((answer) => say({ answer }));
}
