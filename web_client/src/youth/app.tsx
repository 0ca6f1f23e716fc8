import { Bar } from "../parts/bar/view.tsx";
import { BlankCover, RecipeCover } from "../parts/cover/view.tsx";
import { cover, hide, picked, show } from "./cover.ts";
import { useKeptScroll } from "./kept_scroll.ts";
import { openPanel, panel, place, screen } from "./place.ts";
import { Arrive } from "./screens/arrive.tsx";
import { Ask } from "./screens/ask.tsx";
import { Chat } from "./screens/chat.tsx";
import { End } from "./screens/end.tsx";
import { Find } from "./screens/find.tsx";
import { Panels } from "./screens/panels.tsx";
import { Back } from "./screens/returns.tsx";
import { always, setup } from "./setup.ts";
import { words } from "./words.ts";

/** The page: a screen, or a panel in its place, or the cover in place of everything. */
export function App() {
  const covered = cover.value !== "off";
  useKeptScroll(covered || panel.value !== null);
  return (
    <>
      {cover.value === "recipe" && (
        <RecipeCover recipe={words.value.cover} picked={picked.value} onBack={show} />
      )}
      {cover.value === "blank" && <BlankCover label={words.value.cover.tap} onBack={show} />}
      <div hidden={covered}>
        <main class="screen" hidden={panel.value !== null}>
          <Current />
        </main>
        <Panels />
        <Bar
          {...words.value.bar}
          number={always(setup.numbers)}
          onHide={() => hide("recipe")}
          onNumbers={() => openPanel("numbers")}
        />
      </div>
    </>
  );
}

function Current() {
  if (place.value === "arrive") return <Arrive />;
  if (place.value === "ask") return <Ask />;
  if (place.value === "back") return <Back />;
  if (place.value === "find") return <Find />;
  return screen.value === "end" ? <End /> : <Chat />;
}
