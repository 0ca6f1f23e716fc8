// A link without a net, with the faults of a net.
import { overTheNet, PageLink, TRY_AGAIN } from "../page_link.ts";

type Any = Record<string, never>;

/** One page's connection to the pretend server. */
export class MemoryLink extends PageLink<Any, Any> {
  closed = false;
  /** The server acts, but its answer is lost: so many times. */
  loseAnswers = 0;
  /** What the server answers instead of acting, by the name of the ask: each once. */
  readonly refuse = new Map<string, { code: string; wait_s?: number }>();
  /** Stands in for the wire from the server: gives what arrives of one tell. */
  wire: (name: string, frame: never) => object[] = (_name, frame) => [frame];
  readonly asked: { name: string; frame: Record<string, unknown> }[] = [];

  override async ask(name: string, frame: never): Promise<never> {
    if (this.connection !== "here") return TRY_AGAIN as never;
    this.asked.push({ name, frame: overTheNet(frame) });
    const refused = this.refuse.get(name);
    this.refuse.delete(name);
    if (refused) return { ok: false, ...refused } as never;
    const answer = await super.ask(name, frame);
    if (this.connection !== "here" || this.loseAnswers === 0) return answer as never;
    this.loseAnswers -= 1;
    return TRY_AGAIN as never;
  }

  override close(): void {
    this.closed = true;
    super.close();
  }

  /** The server tells; what is told to a lost page is gone. */
  override tell(name: string, frame: object): void {
    if (this.connection !== "here") return;
    for (const arriving of this.wire(name, overTheNet(frame) as never)) this.arrive(name, arriving);
  }
}
