import type { DeskSession } from "../../chat/desk.ts";
import type { Outcome, Topic, WrapUp } from "../../wire/types.ts";
import { through, useAsking } from "../asking.ts";
import { Refused } from "../refused.tsx";
import { TOPICS } from "../topics.ts";
import { say } from "../words.ts";

const OUTCOMES: readonly Outcome[] = [
  "talked",
  "planned",
  "referred",
  "reported",
  "left_early",
  "not_for_us",
];

type Props = { session: DeskSession; fence: number; done: () => void };

/** Counts from closed lists; nothing can be typed, and skipping counts nothing. */
export function WrapUpForm({ session, fence, done }: Props) {
  const { busy, refusal, run } = useAsking();
  async function send(counts: WrapUp) {
    if (await run(through(session, () => session.wrapUp(counts)))) done();
  }
  return (
    <form
      class="wrap"
      onSubmit={(event) => {
        event.preventDefault();
        void send(countsIn(new FormData(event.currentTarget), fence));
      }}
    >
      <h3>{say("wrap.title")}</h3>
      <p class="soft small">{say("wrap.note")}</p>
      <OutcomeChoice />
      <TopicChoice />
      <label class="choice">
        <input type="checkbox" name="heavy" />
        {say("wrap.heavy")}
      </label>
      <div class="row">
        <button type="submit" class="button main" aria-disabled={busy.value}>
          {say("wrap.save")}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={busy.value}
          onClick={() => void send({ fence })}
        >
          {say("wrap.skip")}
        </button>
      </div>
      <Refused refusal={refusal.value} />
    </form>
  );
}

function OutcomeChoice() {
  return (
    <fieldset>
      <legend>{say("wrap.outcome")}</legend>
      {OUTCOMES.map((outcome) => (
        <label key={outcome} class="choice">
          <input type="radio" name="outcome" value={outcome} />
          {say(`wrap.outcome.${outcome}`)}
        </label>
      ))}
    </fieldset>
  );
}

function TopicChoice() {
  return (
    <fieldset>
      <legend>{say("wrap.topics")}</legend>
      {TOPICS.map((topic) => (
        <label key={topic} class="choice">
          <input type="checkbox" name="topics" value={topic} />
          {say(`topic.${topic}`)}
        </label>
      ))}
    </fieldset>
  );
}

function countsIn(form: FormData, fence: number): WrapUp {
  return {
    fence,
    outcome: (form.get("outcome") as Outcome | null) ?? null,
    topics: form.getAll("topics") as NonNullable<WrapUp["topics"]>,
    heavy: form.has("heavy"),
  };
}
