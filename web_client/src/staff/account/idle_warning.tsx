import { session } from "../doors.ts";
import { wait } from "../moments.ts";
import { say } from "../words.ts";
import { Dialog } from "./dialog.tsx";
import { keep, left } from "./idle.ts";
import "./account.css";

/** Says two minutes before that the session ends; one tap keeps it. */
export function IdleWarning() {
  const leftS = left.value;
  if (leftS === null) return null;
  function stay() {
    keep();
    // A sign of life for the server as well, in case the page's own connection is gone.
    void session();
  }
  return (
    <Dialog titleId="idle" close={stay}>
      <h2 id="idle">{say("idle.title")}</h2>
      <p>{say("idle.left", { time: wait(leftS) })}</p>
      <button type="button" class="button main" onClick={stay}>
        {say("idle.stay")}
      </button>
    </Dialog>
  );
}
