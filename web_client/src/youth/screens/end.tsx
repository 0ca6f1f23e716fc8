import { Button } from "../../parts/button/view.tsx";
import { Notice } from "../../parts/notice/view.tsx";
import { Numbers } from "../../parts/numbers/view.tsx";
import { chat } from "../chat.ts";
import { untold } from "../ending.ts";
import { startAgain } from "../place.ts";
import { setup } from "../setup.ts";
import { language, words } from "../words.ts";
import { FindOpener } from "./find.tsx";
import { Heading } from "./heading.tsx";

/** The end, whatever brought it: why, that it is gone, and where else to turn. Nothing is asked. */
export function End() {
  const { end, exit, numbers } = words.value;
  const why = chat.value?.ended ?? "gone";
  return (
    <>
      <Heading focusOn={why === "left" ? why : undefined}>
        {why === "gone" ? end.title_gone : end.title}
      </Heading>
      <Notice tone="status">
        <p>{why === "left" && untold.value ? end.untold : end[why]}</p>
        <p>{end.again}</p>
      </Notice>
      <p class="row">
        <Button main onPress={startAgain}>
          {end.start}
        </Button>
      </p>
      <p>{exit.about}</p>
      <h2>{end.more}</h2>
      <Numbers numbers={setup.numbers} language={language.value} words={numbers} />
      <p class="row">
        <FindOpener />
      </p>
    </>
  );
}
