import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CodeField } from "../account/code_field.tsx";
import { knowsPasskeys } from "../account/credentials.ts";
import { passkeyShown } from "../account/doors.ts";
import { useAsking } from "../asking.ts";
import { LanguageSwitch } from "../language_switch.tsx";
import { type Refusal, sentence } from "../refusals.ts";
import { Refused } from "../refused.tsx";
import { type Note, signIn, signOut } from "../screen.ts";
import { say, type TextKey } from "../words.ts";
import { ByProvider } from "./provider.tsx";
import "./signin.css";

/** A passkey first; else name, password and, where one is set up, a code. A link needs no form. */
export function SignIn({ note }: { note: Note | null }) {
  return (
    <main class="signin" data-screen="signin">
      <div class="signin-head">
        <p class="brand">{say("app.name")}</p>
        <LanguageSwitch />
      </div>
      <h1>{say("signin.title")}</h1>
      <div role="status">{note && <p class="note">{noteText(note)}</p>}</div>
      {note === "signin.still_in" && (
        <button type="button" class="button" onClick={() => void signOut()}>
          {say("app.signout")}
        </button>
      )}
      {knowsPasskeys() && <ByPasskey />}
      <SignInForm />
      <ByProvider />
      <p class="soft">{say("signin.link")}</p>
    </main>
  );
}

function ByPasskey() {
  const { busy, refusal, run } = useAsking();
  async function press() {
    await run(async () => {
      const answer = await passkeyShown();
      return answer.ok ? signIn({ passkey: answer.value }) : answer.refusal;
    });
  }
  return (
    <>
      <button
        type="button"
        class="button main"
        aria-disabled={busy.value}
        onClick={() => void press()}
      >
        {say("signin.passkey")}
      </button>
      <Refused refusal={refusal.value} own={PASSKEY_WRONG} />
      <p class="or soft">{say("signin.or")}</p>
    </>
  );
}

const PASSKEY_WRONG = {
  not_signed_in: "signin.passkey.wrong",
  wrong_code: "signin.passkey.wrong",
  records_away: "signin.records_away",
} as const;

function SignInForm() {
  const { name, password, code, wantsCode, busy, problem, submit } = useSignIn();
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <div class="field">
        <label for="name">{say("signin.name")}</label>
        <input
          id="name"
          ref={name}
          type="text"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={100}
        />
      </div>
      <div class="field">
        <label for="password">{say("signin.password")}</label>
        <input
          id="password"
          ref={password}
          type="password"
          autocomplete="current-password"
          maxLength={1000}
        />
      </div>
      {wantsCode && (
        <>
          <CodeField id="code" entry={code} label={say("signin.code")} />
          <p class="soft small">
            {say("signin.code.wanted")} {say("signin.code.note")}
          </p>
        </>
      )}
      <div role="alert" class="refused">
        {problem && <p>{problem}</p>}
      </div>
      <button type="submit" class="button main" aria-disabled={busy}>
        {say(busy ? "signin.busy" : "signin.submit")}
      </button>
    </form>
  );
}

function useSignIn() {
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const missing = useSignal(false);
  const wantsCode = useSignal(false);
  const { busy, refusal, run } = useAsking();
  useEffect(() => name.current?.focus(), []);
  useEffect(() => code.current?.focus(), [wantsCode.value]);

  async function submit(event: Event) {
    event.preventDefault();
    const frame = {
      name: name.current?.value.trim() ?? "",
      password: password.current?.value ?? "",
    };
    missing.value = frame.name === "" || frame.password === "";
    if (missing.value) return (frame.name === "" ? name : password).current?.focus();
    const done = await run(() => signIn({ ...frame, code: code.current?.value ?? null }));
    if (done) return;
    const { code: why } = refusal.value ?? {};
    if (why === "factor_needed") wantsCode.value = true;
    else (why === "wrong_code" || why === "not_now" ? code : password).current?.select();
  }
  const isAsked = refusal.value?.code === "factor_needed";
  const told = refusal.value && !isAsked ? wrong(refusal.value) : null;
  const problem = missing.value ? say("signin.missing") : told;
  return {
    name,
    password,
    code,
    wantsCode: wantsCode.value,
    busy: busy.value,
    problem,
    submit,
  };
}

function noteText(note: Note): string {
  if (typeof note === "string") return say(note);
  return note.code === "records_away" ? say("signin.records_away") : sentence(note);
}

const WRONG: Record<string, TextKey> = {
  not_signed_in: "signin.wrong",
  not_now: "signin.code.unreadable",
  records_away: "signin.records_away",
};

function wrong(refusal: Refusal): string {
  const key = WRONG[refusal.code];
  return key ? say(key) : sentence(refusal);
}
