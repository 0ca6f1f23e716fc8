// The one importer of socket.io-client.
import { io, type Socket } from "socket.io-client";
import type {
  Connection,
  DeskLink,
  FloorLink,
  Link,
  PartnerLink,
  YouthLink,
} from "../chat/link.ts";
import type { Way } from "../wire/types.ts";

interface Doors {
  youth: YouthLink;
  partner: PartnerLink;
  responder: DeskLink;
  supervisor: FloorLink;
}

/** What goes with each connect; staff fetch a fresh token here. */
export type Auth = () => Promise<Record<string, string>>;

const ANSWER_MS = 5_000;
/** A node that is gone is one of several: the first try comes soon, and none comes late. */
const RECONNECT_MS = 300;
const RECONNECT_AT_MOST_MS = 3_000;
/** Moving from one node to another is nothing to speak of while it is this quick. */
const MOVING_MS = 2_000;
/** Refusals that another try can't mend. */
const FINAL = new Set(["not_signed_in", "not_allowed"]);
const TRY_AGAIN = { ok: false, code: "try_again" } as const;

/** Connects to a door of the server that this page came from, by the way to its node. */
export function connect<Door extends keyof Doors>(door: Door, way: Way, auth?: Auth): Doors[Door] {
  // Nothing but the protocol's own numbers is in the query, and no cookie goes with it.
  const socket = io(`/${door}`, {
    path: way.sockets,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    multiplex: false,
    withCredentials: false,
    autoConnect: false,
    reconnectionDelay: RECONNECT_MS,
    reconnectionDelayMax: RECONNECT_AT_MOST_MS,
    randomizationFactor: 0.5,
  });
  if (auth) socket.auth = (give) => void authenticate(socket, auth, give);
  // The catalogue gives each door its names; the socket knows them only as text.
  return new SocketLink(socket) as Link<never, never> as Doors[Door];
}

async function authenticate(socket: Socket, auth: Auth, give: (data: object) => void) {
  try {
    give(await auth());
  } catch {
    // The token could not be fetched: come back later, rather than be refused without one.
    socket.io.engine.close();
  }
}

class SocketLink implements Link<Record<string, never>, Record<string, never>> {
  readonly #socket: Socket;
  readonly #watchers = new Set<(connection: Connection) => void>();
  #connection: Connection = "connecting";
  #closed = false;
  #tries = 0;
  #move: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("connect", () => this.#arrived());
    socket.on("disconnect", () => this.#lost());
    socket.on("move", ({ after_ms }) => {
      void this.#findWay();
      this.#moveIn(after_ms);
    });
    socket.on("connect_error", ({ message }) => {
      if (!socket.active && FINAL.has(message)) this.#become("refused");
      else this.#lost();
    });
    socket.connect();
  }

  get connection(): Connection {
    return this.#connection;
  }

  async ask(name: string, frame: object): Promise<never> {
    const socket = this.#socket;
    if (!socket.connected) return TRY_AGAIN as never;
    try {
      return (await socket.timeout(ANSWER_MS).emitWithAck(name, frame)) as never;
    } catch {
      return TRY_AGAIN as never;
    }
  }

  on(name: string, tell: (frame: never) => void): () => void {
    const heard = tell as (frame: unknown) => void;
    this.#socket.on(name, heard);
    return () => void this.#socket.off(name, heard);
  }

  onConnection(tell: (connection: Connection) => void): () => void {
    this.#watchers.add(tell);
    return () => void this.#watchers.delete(tell);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#move);
    this.#watchers.clear();
    this.#socket.disconnect();
  }

  #arrived(): void {
    this.#tries = 0;
    this.#become("here");
  }

  #moveIn(ms: number): void {
    clearTimeout(this.#move);
    this.#move = setTimeout(() => this.#moveOn(), ms);
  }

  /** Leaves this node for another one, at once. */
  #moveOn(): void {
    this.#move = undefined;
    this.#become("moving");
    setTimeout(() => this.#connection === "moving" && this.#become("lost"), MOVING_MS);
    this.#socket.disconnect().connect();
  }

  /** The node may be gone: another one tells the way to itself, for the next try. */
  async #findWay(): Promise<void> {
    if (this.#closed) return;
    try {
      const answer = await fetch("/way", { cache: "no-store" });
      const way: Way = await answer.json();
      this.#socket.io.opts.path = way.sockets;
    } catch {
      // Nobody is there to tell: the way that was known is tried again.
    }
  }

  #lost(): void {
    // A node that had said it would go may be gone before its time.
    if (this.#move !== undefined) this.#moveIn(0);
    else if (this.#connection !== "moving") this.#become("lost");
    void this.#findWay();
    // After a word of the server's the client stops trying by itself; a node that goes says it too.
    if (this.#closed || this.#socket.active) return;
    const most = Math.min(RECONNECT_MS * 2 ** this.#tries, RECONNECT_AT_MOST_MS);
    this.#tries += 1;
    setTimeout(() => this.#retry(), most * (0.5 + Math.random() / 2));
  }

  #retry(): void {
    if (!this.#closed && !this.#socket.active) this.#socket.connect();
  }

  #become(connection: Connection): void {
    if (this.#closed || connection === this.#connection) return;
    this.#connection = connection;
    for (const tell of this.#watchers) tell(connection);
  }
}
