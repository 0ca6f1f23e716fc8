import { useContext } from "preact/hooks";
import type { DeskSession } from "../../chat/desk.ts";
import type { Outcome, Referral, WrapUp } from "../../wire/types.ts";
import { through, useAsking } from "../asking.ts";
import { Practising } from "../practice/mark.tsx";
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

type Props = {
  session: DeskSession;
  fence: number;
  /** What the page knows of the referrals in it; counted unless it is unticked. */
  referrals: readonly Referral[];
  done: () => void;
};

/** As many as are counted of one chat. */
const REFERRALS = 10;

/** Counts from closed lists; nothing can be typed, and skipping counts nothing. */
export function WrapUpForm({ session, fence, referrals, done }: Props) {
  const { busy, refusal, run } = useAsking();
  const note = useContext(Practising) ? "practice.wrap" : "wrap.note";
  async function send(counts: WrapUp) {
    if (await run(through(session, () => session.wrapUp(counts)))) done();
  }
  return (
    <form
      class="wrap"
      onSubmit={(event) => {
        event.preventDefault();
        void send(countsIn(new FormData(event.currentTarget), fence, referrals));
      }}
    >
      <h3>{say("wrap.title")}</h3>
      <p class="soft small">{say(note)}</p>
      <OutcomeChoice />
      <TopicChoice />
      {referrals.length > 0 && <Referrals referrals={referrals} />}
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

function Referrals({ referrals }: Pick<Props, "referrals">) {
  return (
    <fieldset>
      <legend>{say("wrap.referrals")}</legend>
      {referrals.slice(-REFERRALS).map(({ need, outcome }, at) => (
        <label key={at} class="choice">
          <input type="checkbox" name="referrals" value={at} defaultChecked />
          {say(`referral.need.${need}`)}: {say(`referral.outcome.${outcome}`)}
        </label>
      ))}
    </fieldset>
  );
}

function countsIn(form: FormData, fence: number, referrals: readonly Referral[]): WrapUp {
  const counted = referrals.slice(-REFERRALS);
  return {
    fence,
    outcome: (form.get("outcome") as Outcome | null) ?? null,
    topics: form.getAll("topics") as NonNullable<WrapUp["topics"]>,
    heavy: form.has("heavy"),
    referrals: form.getAll("referrals").flatMap((at) => counted[Number(at)] ?? []),
  };
}
