import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it } from "vitest";
import { useKeptScroll } from "./kept_scroll.ts";

const page = document.documentElement;
const root = document.createElement("div");

function Screen({ away }: { away: boolean }) {
  useKeptScroll(away);
  return null;
}

const shows = (away: boolean) => act(() => render(<Screen away={away} />, root));

/** jsdom lays nothing out: says how high the page is, and where it stands. */
function stands(high: number, top: number): void {
  Object.defineProperty(page, "scrollHeight", { configurable: true, value: high });
  Object.defineProperty(page, "clientHeight", { configurable: true, value: 700 });
  page.scrollTop = top;
}

afterEach(() => render(null, root));

it("gives back the place that was in sight", async () => {
  await shows(false);
  stands(2_000, 300);
  await shows(true);
  stands(700, 0);
  await shows(false);
  expect(page.scrollTop).toBe(300);
});

it("goes to the end where the end was in sight, whatever came meanwhile", async () => {
  await shows(false);
  stands(2_000, 1_300);
  await shows(true);
  stands(700, 0);
  await shows(true);
  stands(2_400, 0);
  await shows(false);
  expect(page.scrollTop).toBe(2_400);
});
