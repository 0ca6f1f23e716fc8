import { useAnswered } from "../answered.ts";
import { useAsking } from "../asking.ts";
import * as doors from "../doors.ts";
import { Refused } from "../refused.tsx";
import { say } from "../words.ts";

/** The organization's own sign-in, where there is one; it is contacted only when asked for. */
export function ByProvider() {
  const { value } = useAnswered(doors.oidcOffer);
  const { busy, refusal, run } = useAsking();
  if (!value?.name) return null;
  async function go() {
    await run(async () => {
      const answer = await doors.oidcAsked();
      if (!answer.ok) return answer.refusal;
      window.location.assign(answer.value.url);
      return null;
    });
  }
  return (
    <div class="provider">
      {value.unknown !== null && (
        <p class="note">
          {say("signin.provider.unknown")} <code>{value.unknown}</code>
        </p>
      )}
      <button type="button" class="button" aria-disabled={busy.value} onClick={() => void go()}>
        {say("signin.provider", { name: value.name })}
      </button>
      <Refused refusal={refusal.value} />
    </div>
  );
}
