import { useEffect } from "preact/hooks";
import { Menu } from "../desk/menu.tsx";
import { say } from "../words.ts";
import type { PracticeDesk } from "./practising.ts";

const usual = document.title;

/** Stands where the desk's own bar does, so that nobody is made ready from here. */
export function PracticeBar({ practice }: { practice: PracticeDesk }) {
  const title = say("practice.title");
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = usual;
    };
  }, [title]);
  return (
    <header class="bar">
      <div class="bar-who">
        <h1>{title}</h1>
        <span class="soft">{say("practice.rest")}</span>
      </div>
      <button type="button" class="button" onClick={practice.close}>
        {say("practice.stop")}
      </button>
      <Menu />
      <p class="practice-note">{say("practice.note")}</p>
    </header>
  );
}
