import { describe, expect, it } from "vitest";
import en from "../text/en.json";
import type { YouthView } from "../wire/types.ts";
import { movedBack, waitSentences } from "./waiting.ts";

const VIEW: YouthView = {
  phase: "waiting",
  ahead: 2,
  wait: { low: 5, high: 10 },
  readers: [],
  why: null,
  next_name: null,
  nudge: 0,
  answering: true,
  era: "era",
  last: 0,
};

function said(parts: Partial<YouthView>, moved = false): string {
  return waitSentences({ ...VIEW, ...parts }, moved, en.wait).join(" ");
}

describe("the place in the line", () => {
  it("is told with an honest range", () => {
    expect(said({})).toBe("2 people are ahead of you. It may take about 5 to 10 minutes.");
    expect(said({ ahead: 1 })).toContain("1 person is ahead of you.");
    expect(said({ ahead: 0, wait: { low: 0, high: 1 } })).toBe(
      "You are next. It may take about 1 minute.",
    );
    expect(said({ wait: { low: 5, high: 5 } })).toContain("about 5 minutes.");
    expect(said({ wait: { low: 0, high: 3 } })).toContain("about 1 to 3 minutes.");
  });
  it("promises no time where none is known", () => {
    expect(said({ wait: null })).toContain(en.wait.unknown);
  });
  it("says when nobody is there to answer", () => {
    expect(said({ answering: false, wait: null })).toContain(en.wait.nobody);
  });
  it("comes with what a supervisor tells those who wait", () => {
    for (const notice of ["busy", "break", "closing"] as const) {
      expect(said({ notice })).toMatch(new RegExp(`${en.wait.notice[notice]}$`));
    }
  });
  it("stops counting when somebody is being asked", () => {
    expect(said({ phase: "offered", ahead: null })).toBe(en.wait.offered);
  });
});

describe("a place further back", () => {
  it("comes with the reason", () => {
    expect(movedBack(1, VIEW)).toBe(true);
    expect(said({}, true)).toMatch(new RegExp(`^${en.wait.moved}`));
  });
  it("is none when the place is the same, nearer or new", () => {
    expect(movedBack(2, VIEW)).toBe(false);
    expect(movedBack(3, VIEW)).toBe(false);
    expect(movedBack(null, VIEW)).toBe(false);
    expect(movedBack(1, { ...VIEW, ahead: null })).toBe(false);
  });
});

describe("back in the line", () => {
  it.each(["handed_over", "responder_gone", "pulled_back", "switched"] as const)(
    "says why after %s",
    (why) => {
      expect(movedBack(0, { ...VIEW, why })).toBe(false);
      expect(said({ why })).toContain(en.wait[why]);
    },
  );
  it("names who will go on, where somebody will", () => {
    expect(said({ why: "handed_over", next_name: "Dana" })).toContain("Dana will go on with you.");
  });
});
