// The staff page: sign-in, then the desk or the floor.
import { render } from "preact";
import { App } from "./app.tsx";
import { takeCameBack, takeLinkToken } from "./link_token.ts";
import { begin, leavePage, screen } from "./screen.ts";
import { firstLanguage, language } from "./words.ts";
import "./staff.css";

language.value = firstLanguage(navigator.languages);
const cameBack = takeCameBack(window);
void begin(takeLinkToken(window), cameBack);
window.addEventListener("hashchange", () => {
  const token = takeLinkToken(window);
  if (token !== null && screen.value.at === "signin") void begin(token);
});
window.addEventListener("pagehide", leavePage);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) void begin(null);
});

const page = document.getElementById("page");
if (page) render(<App />, page);
