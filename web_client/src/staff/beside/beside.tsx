import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Language, say, type TextKey } from "../words.ts";
import { Guides } from "./guides.tsx";
import { type Hang, OtherHelp } from "./other_help.tsx";
import "./beside.css";

type Side = "guides" | "help";

const TITLES: Record<Side, TextKey> = { guides: "beside.guides", help: "beside.help" };
const SIDES: readonly Side[] = ["guides", "help"];

/** What stands beside one chat, and where somebody is in it. All of it goes with the chat. */
export type BesideChat = {
  readonly open: Signal<Side | null>;
  readonly opener: { current: HTMLElement | null };
  readonly guide: Signal<string | null>;
  readonly ticks: Signal<ReadonlySet<string>>;
  readonly need: Signal<string | null>;
  readonly close: () => void;
};

/** Keeps it for as long as the chat's panel is there. */
export function useBeside(): BesideChat {
  const open = useSignal<Side | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  return {
    open,
    opener,
    close() {
      open.value = null;
      opener.current?.focus();
    },
    guide: useSignal<string | null>(null),
    ticks: useSignal<ReadonlySet<string>>(new Set()),
    need: useSignal<string | null>(null),
  };
}

type OpenersProps = { fence: number; beside: BesideChat };

/** A button for each; what is open is closed by its own button too. */
export function Openers({ fence, beside }: OpenersProps) {
  const { open, opener } = beside;
  return (
    <>
      {SIDES.map((side) => (
        <button
          key={side}
          type="button"
          class="button quiet"
          aria-expanded={open.value === side}
          aria-controls={`beside-${fence}`}
          onClick={({ currentTarget }) => {
            opener.current = currentTarget;
            open.value = open.value === side ? null : side;
          }}
        >
          {say(TITLES[side])}
        </button>
      ))}
    </>
  );
}

type Props = OpenersProps & {
  /** The youth's language. */
  first: Language;
  /** Puts a text into the box to answer in, where it can be changed. */
  insert: (text: string) => void;
  /** What else can be done with a service, below its introduction. */
  hang?: Hang;
};

/** What is open beside the chat, if anything is. */
export function Beside({ fence, beside, first, insert, hang }: Props) {
  const side = beside.open.value;
  if (side === null) return null;
  return (
    <Shell key={side} id={`beside-${fence}`} title={say(TITLES[side])} close={beside.close}>
      {side === "guides" ? (
        <Guides chosen={beside.guide} ticks={beside.ticks} />
      ) : (
        <OtherHelp chosen={beside.need} first={first} insert={insert} {...(hang && { hang })} />
      )}
    </Shell>
  );
}

type ShellProps = { id: string; title: string; close: () => void; children: ComponentChildren };

function Shell({ id, title, close, children }: ShellProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      id={id}
      class="beside"
      aria-label={title}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div class="beside-head">
        <h3 ref={heading} tabIndex={-1}>
          {title}
        </h3>
        <button type="button" class="button quiet" onClick={close}>
          {say("app.close")}
        </button>
      </div>
      {children}
    </section>
  );
}
