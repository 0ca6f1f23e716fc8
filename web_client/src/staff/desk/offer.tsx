import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Offer } from "../../wire/types.ts";
import { type Ask, useAsking } from "../asking.ts";
import { since } from "../clock.ts";
import { lasted } from "../moments.ts";
import { PracticeMark } from "../practice/mark.tsx";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";
import { IntakeNote } from "./intake.tsx";
import { playSoft } from "./sound.ts";
import "./offer.css";

type Props = { offer: Offer; seenAt: number; accept: Ask; decline: Ask };

/** A chat offered to this desk: what it may be about comes before the answer. */
export function OfferCard({ offer, seenAt, accept, decline }: Props) {
  const { busy, refusal, run } = useAsking();
  useEffect(playSoft, [offer.fence]);
  const full = useSignal(offer.left_s);
  const notSafe = offer.intake.safety === "not_safe";
  return (
    <section class={notSafe ? "offer not-safe" : "offer"} aria-labelledby="offer-title">
      <div class="offer-note">
        <h2 id="offer-title">
          <PracticeMark />
          {say("offer.title")}
        </h2>
        <span class="soft">
          {say("offer.waited", { time: lasted(offer.waited_s + since(seenAt)) })}
        </span>
        {offer.by_name && <span class="by-name">{say("offer.by_name")}</span>}
        <IntakeNote intake={offer.intake} />
      </div>
      <div class="offer-answer">
        <TimeLeft left_s={offer.left_s - since(seenAt)} full_s={full.value} />
        <div class="row">
          <button
            type="button"
            class="button main"
            aria-disabled={busy.value}
            onClick={() => void run(accept)}
          >
            {say("offer.accept")}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={busy.value}
            onClick={() => void run(decline)}
          >
            {say("offer.decline")}
          </button>
        </div>
        <p class="soft small">{say("offer.no_reason")}</p>
        <Refused refusal={refusal.value} />
      </div>
    </section>
  );
}

// The bar runs from what was left when this page first saw the offer; screen readers hear of the
// offer once, not each second.
function TimeLeft({ left_s, full_s }: { left_s: number; full_s: number }) {
  const left = Math.max(0, Math.ceil(left_s));
  return (
    <div class="time-left">
      <progress max={Math.max(1, full_s)} value={left} aria-labelledby="offer-left" />
      <span id="offer-left">{say("offer.left", { s: left })}</span>
    </div>
  );
}
