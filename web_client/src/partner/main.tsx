// A partner's page: one link leads into one chat, and nothing of either is kept.
import { render } from "preact";
import { App } from "./app.tsx";
import { leavePage, takeLink } from "./place.ts";
import { firstLanguage, language } from "./words.ts";
import "./style.css";

language.value = firstLanguage(navigator.languages);
takeLink(window);
addEventListener("hashchange", () => takeLink(window));
addEventListener("pagehide", leavePage);

const page = document.getElementById("page");
if (page) render(<App />, page);
