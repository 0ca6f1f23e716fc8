import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app.tsx";
import { cover, listen } from "./cover.ts";
import { keepFootInSight } from "./keyboard.ts";
import { screen } from "./place.ts";
import { setup } from "./setup.ts";
import "./style.css";
import { fetchAll, language, speak, words } from "./words.ts";

async function start(root: HTMLElement): Promise<void> {
  if (setup.language !== language.value) await speak(setup.language);
  // Who looks for help has asked the server all they ever will.
  if (setup.listing) void fetchAll();
  // An exit pressed before the bundle came: nothing may ever be shown again.
  if (window.leaving.gone) return;
  listen();
  keepFootInSight();
  root.textContent = "";
  render(<App />, root);
  effect(() => {
    root.dataset.screen = screen.value;
  });
  effect(() => {
    const exit = document.getElementById("exit");
    // On the cover the link stays where it is, under a word that tells nobody anything.
    const plain = cover.value !== "off";
    if (exit) exit.textContent = words.value.exit[plain ? "plain" : "link"];
    exit?.classList.toggle("plain", plain);
  });
}

const root = document.getElementById("root");
if (root && !window.leaving.gone) void start(root);
