import { afterEach, expect, test, vi } from "vitest";
import { writeCard } from "./card.ts";
import type { DeskSession } from "./desk.ts";
import { writeAct } from "./hand_off.ts";
import { Keyring } from "./keyring.ts";
import type { PartnerSession } from "./partner.ts";
import type { Content } from "./sealing.ts";
import { Pages, words } from "./testing/pages.ts";
import type { Desk } from "./testing/pretend_server.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const CHAT = "chat-0123456789abcdef";
const SAM = { name: "Sam", service: "Harbor" };
const WAY = { how: "voice", number: "555-0100", word: "" } as const;
const HELLO = "This is Sam of Harbor.";

afterEach(() => vi.restoreAllMocks());

/** Has a partner's page seal something else in place of its words, as no page of ours does. */
function meddle(content: Content): void {
  const real = Keyring.prototype.seal;
  vi.spyOn(Keyring.prototype, "seal").mockImplementation(function (
    this: Keyring,
    stamp,
    said,
    nonce,
  ) {
    const own = stamp.sender.startsWith("p") && said.kind === "text";
    return real.call(this, stamp, own ? content : said, nonce);
  });
}

interface Talk {
  pages: Pages;
  at: Desk;
  dana: DeskSession;
}

/** A talk of a youth and a responder, in which something was said. */
async function talk(): Promise<Talk> {
  const pages = new Pages(random);
  pages.youth.join({});
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  const at = pages.server.desk("Dana");
  const dana = pages.desk(at);
  await expect.poll(() => dana.state.stage).toBe("here");
  pages.server.open(at);
  await expect.poll(() => dana.state.chats[0]?.canRead).toBe(true);
  pages.youth.say("for Dana alone");
  await expect.poll(() => words(dana.state.chats[0])).toEqual(["for Dana alone"]);
  return { pages, at, dana };
}

/** The youth has been asked, and has said yes; gives the link. */
async function invited({ pages, dana }: Talk): Promise<string> {
  dana.askPartner(CHAT, SAM, HELLO);
  await expect.poll(() => pages.youth.state.partner.question?.name).toBe("Sam");
  await pages.youth.answerPartner(true);
  await expect.poll(() => dana.state.chats[0]?.partner.link).toBeTruthy();
  return dana.state.chats[0]?.partner.link ?? "";
}

async function joined(): Promise<Talk & { sam: PartnerSession; link: string }> {
  const going = await talk();
  const link = await invited(going);
  const sam = going.pages.partner(link);
  await expect.poll(() => sam.state.canRead).toBe(true);
  await expect.poll(() => words(sam.state)).toEqual([HELLO]);
  return { ...going, sam, link };
}

const partnerOf = (dana: DeskSession) => dana.state.chats[0]?.partner;

test("a partner whom the youth lets in reads from then on, and is introduced", async () => {
  const { pages, dana, sam } = await joined();
  expect(
    pages.youth.state.readers.map(({ name, service, canRead }) => [name, service, canRead]),
  ).toEqual([
    ["Dana", "", true],
    ["Sam", "Harbor", true],
  ]);
  pages.youth.say("hi Sam");
  sam.say("hi, I am Sam");
  dana.say(CHAT, "good to have you");
  const all = [HELLO, "hi Sam", "hi, I am Sam", "good to have you"].sort();
  await expect.poll(() => words(sam.state).sort()).toEqual(all);
  await expect
    .poll(() => words(dana.state.chats[0]).sort())
    .toEqual([...all, "for Dana alone"].sort());
  await expect.poll(() => words(pages.youth.state).length).toBe(5);
  const by = dana.state.chats[0]?.messages.find(({ text }) => text === "hi, I am Sam");
  expect([by?.by, by?.from]).toEqual(["partner", "Sam"]);
  expect(JSON.stringify(pages.server.log)).not.toContain("Harbor");
  expect(pages.youth.state.shareQuestion).toBeNull();
});

test("what was said before is no partner's to read, though the server hands it out", async () => {
  const { pages, sam } = await joined();
  expect(pages.server.log.some(({ epoch }) => epoch < 2)).toBe(true);
  expect(words(sam.state)).toEqual([HELLO]);
});

test("sent away with one tap a partner reads nothing more, whatever the server does", async () => {
  const { pages, dana, sam } = await joined();
  const guest = pages.server.guests.guest;
  const link = pages.server.guests.link;
  pages.server.guests.stubborn = true;
  void pages.youth.dismissPartner();
  pages.youth.say("only for us again");
  await expect.poll(() => words(dana.state.chats[0])).toContain("only for us again");
  // A server that still counts them in, and hands them everything.
  expect(pages.server.guests.guest).toBe(guest);
  const said = pages.server.log.at(-1);
  link?.tell("said", said ?? {});
  await expect.poll(() => pages.youth.state.readers.map(({ name }) => name)).toEqual(["Dana"]);
  expect(words(sam.state)).not.toContain("only for us again");
  pages.server.guests.stubborn = false;
  pages.server.pulse();
  await expect.poll(() => pages.server.guests.guest).toBeNull();
  await expect.poll(() => sam.state.stage).toBe("over");
  expect(sam.state.messages).toEqual([]);
  expect(partnerOf(dana)?.stage).toBe("over");
});

test("a no is a no: there is no link, and the responder is told", async () => {
  const going = await talk();
  going.dana.askPartner(CHAT, SAM, "");
  await expect.poll(() => going.pages.youth.state.partner.question).not.toBeNull();
  await going.pages.youth.answerPartner(false);
  await expect.poll(() => partnerOf(going.dana)?.stage).toBe("refused");
  expect(going.pages.server.guests.invited).toBe(false);
  expect(partnerOf(going.dana)?.link).toBeNull();
  expect(going.pages.youth.state.partner.question).toBeNull();
});

test("a link that was used opens nothing, and says nothing of the chat", async () => {
  const { pages, link } = await joined();
  const second = pages.partner(link);
  await expect.poll(() => second.state.stage).toBe("refused");
  expect(second.state).toMatchObject({ failure: "no_such_chat", view: null, messages: [] });
  expect(pages.youth.state.readers).toHaveLength(2);
});

test("a page that lost the answer to its first try gets the same place", async () => {
  const going = await talk();
  const link = await invited(going);
  const wire = going.pages.server.guests.page();
  wire.loseAnswers = 1;
  const sam = going.pages.partner(link, wire);
  await expect
    .poll(() => {
      going.pages.clock.advance(500);
      return sam.state.canRead;
    })
    .toBe(true);
  expect(wire.asked.filter(({ name }) => name === "enter").length).toBe(2);
});

test("somebody whom the server puts there in place of the one is turned away", async () => {
  const going = await talk();
  await invited(going);
  const { pages } = going;
  const other = pages.server.desk("Mallory");
  pages.desk(other);
  await expect.poll(() => other.publicKey).not.toBe("");
  pages.server.guests.smuggle(other.publicKey, "A".repeat(43));
  await expect.poll(() => pages.youth.state.partner.turnedAway).toBe(true);
  await expect.poll(() => pages.server.guests.guest).toBeNull();
  expect(pages.server.grants.filter(({ reader }) => reader.startsWith("p"))).toEqual([]);
  expect(pages.youth.state.readers.map(({ name }) => name)).toEqual(["Dana"]);
});

test("nobody comes in where the youth was asked nothing", async () => {
  const { pages } = await talk();
  const other = pages.server.desk("Mallory");
  pages.desk(other);
  await expect.poll(() => other.publicKey).not.toBe("");
  pages.server.guests.smuggle(other.publicKey, "A".repeat(43));
  await expect.poll(() => pages.youth.state.partner.turnedAway).toBe(true);
  pages.youth.say("still only us");
  await expect.poll(() => pages.server.log.length).toBeGreaterThan(1);
  expect(pages.server.grants.filter(({ reader }) => reader.startsWith("p"))).toEqual([]);
});

test("a yes that is taken back leads nowhere", async () => {
  const going = await talk();
  const link = await invited(going);
  await going.pages.youth.dismissPartner();
  const late = going.pages.partner(link);
  await expect.poll(() => late.state.stage).toBe("refused");
  await expect.poll(() => partnerOf(going.dana)?.stage).toBe("over");
  expect(going.pages.youth.state.partner.awaited).toBeNull();
});

test("a partner stays, and reads, while the responder is lost and another one comes", async () => {
  const { pages, sam } = await joined();
  pages.server.free();
  await expect.poll(() => pages.youth.state.stage).toBe("waiting");
  pages.youth.say("are you there, Sam?");
  await expect.poll(() => words(sam.state)).toContain("are you there, Sam?");
  expect(sam.state.view?.responder).toBeNull();
  const at = pages.server.desk("Kim");
  const kim = pages.desk(at);
  await expect.poll(() => kim.state.stage).toBe("here");
  pages.server.open(at);
  pages.youth.say("hello both");
  await expect.poll(() => words(kim.state.chats[0])).toEqual(["hello both"]);
  await expect.poll(() => words(sam.state)).toContain("hello both");
  expect(kim.state.chats[0]?.partner.stage).toBe("in");
});

test("the check of pictures holds for each of two readers", async () => {
  const { pages, dana, sam } = await joined();
  const of = (name: string) => pages.youth.state.readers.find((one) => one.name === name)?.pictures;
  await expect.poll(() => of("Dana")).toHaveLength(3);
  await expect.poll(() => of("Sam")).toHaveLength(3);
  await expect.poll(() => dana.state.chats[0]?.pictures).toEqual(of("Dana"));
  await expect.poll(() => sam.state.pictures).toEqual(of("Sam"));
  expect(dana.state.chats[0]?.checkFailed).toBe(false);
});

test("a partner comes back after a lost connection to what was said meanwhile", async () => {
  const { pages, sam } = await joined();
  const link = pages.server.guests.link;
  link?.become("lost");
  pages.youth.say("while you were gone");
  await expect.poll(() => words(pages.youth.state)).toContain("while you were gone");
  link?.become("here");
  await expect.poll(() => words(sam.state)).toContain("while you were gone");
});

test("whoever leaves has forgotten everything before the server hears of it", async () => {
  const { pages, sam } = await joined();
  const left = sam.leave();
  expect(sam.state).toMatchObject({ stage: "over", messages: [], view: null });
  expect((await left).ok).toBe(true);
  await expect.poll(() => pages.youth.state.readers.map(({ name }) => name)).toEqual(["Dana"]);
});

test.each<[string, Content]>([
  [
    "card",
    {
      kind: "card",
      text: writeCard({ name: "Call me", line: "help", ways: [WAY], site: "", expect: "Call." }),
    },
  ],
  [
    "hand-off",
    {
      kind: "handoff",
      text: writeAct({
        act: "propose",
        id: "i1",
        to: "Me",
        line: "help",
        words: "all",
        minutes: 60,
      }),
    },
  ],
])(
  "a %s is a responder's to give: of a partner it is shown as what can't be shown",
  async (_what, content) => {
    const { pages, dana, sam } = await joined();
    meddle(content);
    sam.say("in place of this");
    await expect.poll(() => words(pages.youth.state)).toContain("?");
    expect(pages.youth.state.messages.some(({ card }) => card)).toBe(false);
    expect(pages.youth.state.handOff).toBeNull();
    sam.say("and again");
    await expect
      .poll(() => pages.youth.state.messages.filter(({ unreadable }) => unreadable))
      .toHaveLength(2);
    expect(dana.state.chats[0]?.messages.some(({ card }) => card)).toBe(false);
    expect(dana.state.chats[0]?.handOff).toBeNull();
  },
);

test("an ask whether a partner may come is a responder's too", async () => {
  const { pages, sam } = await joined();
  const secret = random(32);
  meddle({
    kind: "invite",
    invite: { name: "Max", service: "Place", introduction: "Hi.", secret },
  });
  sam.say("in place of this");
  await expect.poll(() => pages.server.log.at(-1)?.sender).toMatch(/^p/);
  pages.youth.say("then something");
  await expect.poll(() => words(sam.state)).toContain("then something");
  expect(pages.youth.state.partner.question).toBeNull();
});
