import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useAsking } from "../asking.ts";
import { LanguageSwitch } from "../language_switch.tsx";
import { type Refusal, sentence } from "../refusals.ts";
import { type Note, signIn, signOut } from "../screen.ts";
import { say } from "../words.ts";
import "./signin.css";

/** Name and password; the one-time link needs no form. */
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
      <SignInForm />
      <p class="soft">{say("signin.link")}</p>
    </main>
  );
}

function SignInForm() {
  const { name, password, busy, problem, submit } = useSignIn();
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
  const missing = useSignal(false);
  const { busy, refusal, run } = useAsking();
  useEffect(() => name.current?.focus(), []);

  async function submit(event: Event) {
    event.preventDefault();
    const frame = {
      name: name.current?.value.trim() ?? "",
      password: password.current?.value ?? "",
    };
    missing.value = frame.name === "" || frame.password === "";
    if (missing.value) return (frame.name === "" ? name : password).current?.focus();
    const done = await run(() => signIn(frame));
    if (!done) password.current?.select();
  }
  const told = refusal.value && wrong(refusal.value);
  const problem = missing.value ? say("signin.missing") : told;
  return { name, password, busy: busy.value, problem, submit };
}

function noteText(note: Note): string {
  return typeof note === "string" ? say(note) : sentence(note);
}

function wrong(refusal: Refusal): string {
  return refusal.code === "not_signed_in" ? say("signin.wrong") : sentence(refusal);
}
