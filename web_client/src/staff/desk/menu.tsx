import { type Signal, signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Choice } from "../choice.tsx";
import { LanguageSwitch } from "../language_switch.tsx";
import { signOut } from "../screen.ts";
import { say } from "../words.ts";
import { setSound, soundOn } from "./sound.ts";

/** Blur graphic words until they are tapped; page memory only, as all of these choices. */
export const blurOn = signal(false);

/** Whether the shifts stand above the chats; an offer and the chats stay in sight. */
export const shiftsOpen = signal(false);

/** Whether other help stands above the chats. */
export const helpOpen = signal(false);

type Props = {
  /** Whether the account page stands above the chats; without it there is no way to other pages. */
  account?: Signal<boolean>;
};

/** What a responder may choose for themselves, and the way out. */
export function Menu({ account }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  return (
    <details class="menu" ref={menu} onKeyDown={(event) => event.key === "Escape" && close(menu)}>
      <summary class="button quiet">{say("desk.menu")}</summary>
      <div class="menu-list">
        <Choice id="sound" text="desk.sound" on={soundOn.value} set={setSound} />
        <Choice
          id="blur"
          text="desk.blur"
          on={blurOn.value}
          set={(on) => {
            blurOn.value = on;
          }}
        />
        <p class="soft small">{say("desk.memory")}</p>
        {account && <Pages account={account} close={() => close(menu)} />}
        <div class="row">
          <LanguageSwitch />
          <button type="button" class="button quiet" onClick={() => void signOut()}>
            {say("app.signout")}
          </button>
        </div>
      </div>
    </details>
  );
}

function Pages({ account, close }: { account: Signal<boolean>; close: () => void }) {
  function open(page: Signal<boolean>) {
    page.value = true;
    close();
  }
  return (
    <div class="row">
      <button type="button" class="button quiet" onClick={() => open(shiftsOpen)}>
        {say("desk.shifts")}
      </button>
      <button type="button" class="button quiet" onClick={() => open(helpOpen)}>
        {say("directory.title")}
      </button>
      <button type="button" class="button quiet" onClick={() => open(account)}>
        {say("account.title")}
      </button>
    </div>
  );
}

function close({ current }: { current: HTMLDetailsElement | null }): void {
  if (current === null) return;
  current.open = false;
  current.querySelector("summary")?.focus();
}
