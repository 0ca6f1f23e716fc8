import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Guides, ReferralService, Referrals } from "../../wire/types.ts";
import { language } from "../words.ts";
import { Beside, Openers, useBeside } from "./beside.tsx";
import type { Hang } from "./other_help.tsx";

const BOTH = (en: string, es: string) => ({ en, es });
const GUIDES: Guides = {
  guides: [
    {
      id: "arriving",
      title: BOTH("Arriving", "Llegar"),
      about: BOTH("About arriving", "Sobre llegar"),
      parts: [
        {
          title: BOTH("Who sees", "Quién ve"),
          points: [BOTH("Phone", "Aparato"), BOTH("Room", "Cuarto")],
        },
      ],
      sources: ["Somebody"],
      counsel: null,
    },
    {
      id: "reports",
      title: BOTH("Reports", "Avisos"),
      about: BOTH("About reports", "Sobre avisos"),
      parts: [{ title: BOTH("Before", "Antes"), points: [BOTH("Limits", "Límites")] }],
      sources: ["The law"],
      counsel: [],
    },
  ],
};
const SERVICE: ReferralService = {
  id: "harbor",
  name: "Harbor line",
  about: "Made up.",
  line: "may_report",
  phones: [{ number: "1-800-555-0100", medium: "voice", word: null }],
  web: "",
  languages: ["en", "es"],
  youngest: 12,
  oldest: 21,
  areas: ["OH"],
  open_now: true,
  check_first: true,
  lacking: [],
  said: {
    introduction: BOTH("It is Harbor.", "Es Harbor."),
    steps: [BOTH("You choose.", "Tú decides."), BOTH("I stay.", "Me quedo.")],
    consent: BOTH("OK?", "¿Bien?"),
    script: [BOTH("Hello.", "Hola.")],
    no_answer: BOTH("We wait.", "Esperamos."),
  },
};
const LACKING: ReferralService = {
  ...SERVICE,
  id: "lacking",
  name: "Quiet line",
  line: "help",
  areas: ["US"],
  open_now: null,
  youngest: null,
  oldest: null,
  check_first: false,
  lacking: ["service.hours", "service.ages"],
  said: null,
};
const REFERRALS: Referrals = {
  needs: [
    { need: "runaway", title: BOTH("Ran away", "Se fue"), services: [SERVICE, LACKING] },
    { need: "legal", title: BOTH("Legal help", "Ayuda legal"), services: [] },
  ],
};

let root: HTMLElement;
let fetched: string[];
let put: string[];
let answers: boolean;

beforeEach(() => {
  fetched = [];
  put = [];
  answers = true;
  vi.stubGlobal("fetch", async (path: string, { method }: RequestInit) => {
    fetched.push(`${method} ${path}`);
    if (!answers) return Response.json({ ok: false, code: "records_away" }, { status: 503 });
    return Response.json(path === "/guides" ? GUIDES : REFERRALS);
  });
  root = document.body.appendChild(document.createElement("div"));
});

afterEach(() => {
  render(null, root);
  root.remove();
  language.value = "en";
});

type Given = { first?: "en" | "es"; hang?: Hang };

function Chat({ first = "en", hang }: Given) {
  const beside = useBeside();
  return (
    <>
      <Beside
        fence={7}
        beside={beside}
        first={first}
        insert={(text) => put.push(text)}
        {...(hang && { hang })}
      />
      <Openers fence={7} beside={beside} />
    </>
  );
}

function show(given: Given = {}): void {
  render(<Chat {...given} />, root);
}

const text = () => root.textContent ?? "";

function one<Kind>(found: Kind | null | undefined): Kind {
  if (!found) throw new Error("not on the page");
  return found;
}

const button = (name: string) =>
  one([...root.querySelectorAll("button")].find((known) => known.textContent === name));
const box = (name: string) =>
  one(
    [...root.querySelectorAll("label")]
      .find((known) => known.textContent === name)
      ?.querySelector("input"),
  );

async function opened(name: string, sign: string): Promise<void> {
  button(name).click();
  await expect.poll(text).toContain(sign);
}

function pick(value: string): void {
  const list = one(root.querySelector("select"));
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

it("keeps ticks in the page, through other guides and closing, and asks nobody", async () => {
  show();
  await opened("Guides", "About arriving");
  box("Room").click();
  await expect.poll(() => box("Room").checked).toBe(true);
  pick("reports");
  await expect.poll(text).toContain("About reports");
  expect(box("Limits").checked).toBe(false);
  pick("arriving");
  await expect.poll(() => box("Room").checked).toBe(true);
  expect(fetched).toEqual(["GET /guides"]);
  button("Close").click();
  await expect.poll(text).not.toContain("About arriving");
  await opened("Guides", "About arriving");
  expect([box("Phone").checked, box("Room").checked]).toEqual([false, true]);
  box("Room").click();
  await expect.poll(() => box("Room").checked).toBe(false);
  expect(new Set(fetched)).toEqual(new Set(["GET /guides"]));
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
});

it("forgets the ticks with the chat", async () => {
  show();
  await opened("Guides", "About arriving");
  box("Room").click();
  render(null, root);
  show();
  await opened("Guides", "About arriving");
  expect(box("Room").checked).toBe(false);
});

it("says where counsel has not written, and shows what they wrote by state", async () => {
  show();
  await opened("Guides", "About arriving");
  expect(text()).not.toContain("counsel");
  pick("reports");
  await expect.poll(text).toContain("Your organization's counsel has not written this yet");
  render(null, root);
  const law = { ...one(GUIDES.guides[1]), counsel: [{ state: "US", words: BOTH("Tell.", "Di.") }] };
  vi.stubGlobal("fetch", async () => Response.json({ guides: [law] }));
  show();
  await opened("Guides", "About reports");
  expect(one(root.querySelector("dl")).textContent).toBe("In every stateTell.");
  expect(text()).not.toContain("has not written");
});

it("takes the focus to its heading, gives it back when closed, and closes by Escape", async () => {
  show();
  await opened("Guides", "About arriving");
  expect(document.activeElement?.textContent).toBe("Guides");
  expect(button("Guides").getAttribute("aria-expanded")).toBe("true");
  await opened("Other help", "Harbor line");
  expect(text()).not.toContain("About arriving");
  expect(document.activeElement?.textContent).toBe("Other help");
  const leave = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
  document.activeElement?.dispatchEvent(leave);
  await expect.poll(text).not.toContain("Harbor line");
  expect(document.activeElement).toBe(button("Other help"));
  expect(button("Other help").getAttribute("aria-expanded")).toBe("false");
});

it("says what a service is, and puts its introduction into the box in the youth's language", async () => {
  show({ first: "es" });
  await opened("Other help", "Harbor line");
  const service = one(root.querySelector("[aria-label='Harbor line']"));
  const facts = ["when it tells the state", "Open now", "Check before use", "Only in OH"];
  for (const fact of [...facts, "Ages 12–21", "Languages: en, es"]) {
    expect(service.textContent).toContain(fact);
  }
  expect(service.querySelector("[lang=es]")?.textContent).toBe("Es Harbor.");
  button("Put the introduction into the box").click();
  button("English").click();
  await expect.poll(text).toContain("It is Harbor.");
  button("Put the introduction into the box").click();
  expect(put).toEqual(["Es Harbor.", "It is Harbor."]);
  for (const said of ["You choose.", "I stay.", "OK?", "Hello.", "We wait."]) {
    expect(service.textContent).toContain(said);
  }
});

it("has no words for a service that the directory says too little of, and says what is missing", async () => {
  show();
  await opened("Other help", "Quiet line");
  const service = one(root.querySelector("[aria-label='Quiet line']"));
  expect(service.textContent).toContain("does not say: its hours, for which ages it is.");
  expect(service.textContent).toContain("Its hours are not known");
  expect(service.textContent).not.toMatch(/Only in|Check before use|Ages/);
  expect(service.querySelectorAll("button")).toHaveLength(0);
});

it("says so where the directory gives nothing out, and keeps the need that was chosen", async () => {
  show();
  await opened("Other help", "Harbor line");
  pick("legal");
  await expect.poll(text).toContain("gives out no service for this right now");
  button("Close").click();
  await expect.poll(() => root.querySelector("select")).toBeNull();
  await opened("Other help", "gives out no service");
  expect(fetched).toEqual(["GET /referrals", "GET /referrals"]);
});

it("hangs what else can be done below the introduction", async () => {
  show({
    first: "es",
    hang: ({ need, service, tongue }) => <p>{`${need}, ${service.id}, ${tongue}`}</p>,
  });
  await opened("Other help", "runaway, harbor, es");
  expect(text().indexOf("Es Harbor.")).toBeLessThan(text().indexOf("runaway, harbor, es"));
  expect(text()).toContain("runaway, lacking");
});

it("says why nothing could be loaded, and asks again", async () => {
  answers = false;
  show();
  await opened("Other help", "Load again");
  expect(one(root.querySelector("[role=alert]")).textContent).not.toBe("");
  answers = true;
  button("Load again").click();
  await expect.poll(text).toContain("Harbor line");
  expect(text()).not.toContain("Load again");
});

it("speaks the page's language", async () => {
  language.value = "es";
  show();
  await opened("Guías", "Sobre llegar");
  expect(text()).toContain("Aparato");
});
