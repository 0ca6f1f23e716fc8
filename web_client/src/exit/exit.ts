// The way out. Built on its own and written into <head>, so that it works before, or without, the
// bundle. Nothing here waits for anything, and no step can keep the next one from happening.
import { NO_PRESSES, type Press, pressed } from "./keys.ts";

const RETRY_MS = 10_000;
const TITLE = "Page";
const NO_ICON = "data:,";
// Without the link (Back before the page is parsed) the server knows where to go.
const BY_SERVER = "/x";

const nothing = (): void => undefined;
const leaving: Leaving = { gone: false, ticket: "", wipe: nothing, close: nothing };
window.leaving = leaving;

let presses = NO_PRESSES;
let decoy = BY_SERVER;

function attempt(step: () => unknown): void {
  try {
    step();
  } catch {
    // Whatever failed, the steps after it still have to happen.
  }
}

function findDecoy(): void {
  decoy = document.getElementById("exit")?.getAttribute("data-decoy") || BY_SERVER;
}

// A page still being parsed would go on building what we blank.
function stopParsing(): void {
  if (document.readyState === "loading") window.stop();
}

function blank(): void {
  const [page, body] = [document.documentElement, document.body];
  if (!body) {
    page.hidden = true;
    return;
  }
  body.remove();
  page.append(document.createElement("body"));
  // A search by selector would look at every line of a long chat, at the worst of moments.
  for (const tag of ["input", "textarea"] as const) {
    for (const field of body.getElementsByTagName(tag)) field.value = "";
  }
}

function neutral(): void {
  if (document.title !== TITLE) document.title = TITLE;
  for (const icon of document.head.querySelectorAll<HTMLLinkElement>("link[rel~=icon]")) {
    if (icon.href !== NO_ICON) icon.href = NO_ICON;
  }
}

function tellServer(ticket: string): void {
  if (ticket) navigator.sendBeacon("/end", ticket);
}

function go(): void {
  try {
    location.replace(decoy);
  } catch {
    try {
      location.assign(decoy);
    } catch {
      attempt(() => {
        location.href = decoy;
      });
    }
  }
}

function say(): void {
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.textContent = "Loading.";
  document.body.append(line);
}

function vanish(): void {
  const ticket = leaving.ticket;
  leaving.gone = true;
  leaving.ticket = "";
  for (const step of [findDecoy, stopParsing, neutral]) attempt(step);
  attempt(() => tellServer(ticket));
}

function forget(): void {
  for (const step of [blank, leaving.wipe, leaving.close]) attempt(step);
}

// Nothing is painted before this ends, so the way there is taken before a long chat is taken apart.
function leave(): void {
  const first = !leaving.gone;
  if (first) vanish();
  go();
  if (first) forget();
  attempt(say);
  setTimeout(go, RETRY_MS);
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function onKey(event: Event): void {
  const { type, key, repeat } = event as KeyboardEvent;
  if (leaving.gone) {
    swallow(event);
    // The browser may have taken an earlier Esc as "stop loading".
    if (type === "keydown" && key === "Escape" && !repeat) go();
    return;
  }
  feed(event, { kind: type === "keydown" ? "down" : "up", key, repeat, at: event.timeStamp });
}

function feed(event: Event, press: Press): void {
  const [after, exit] = pressed(presses, press);
  presses = after;
  if (!exit) return;
  attempt(() => swallow(event));
  leave();
}

function onClick(event: Event): void {
  const target = event.target;
  if (leaving.gone) attempt(() => swallow(event));
  else if (target instanceof Element && target.closest("#exit")) {
    attempt(() => swallow(event));
    leave();
  }
}

function cameByHistory(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return (entry as PerformanceNavigationTiming | undefined)?.type === "back_forward";
}

addEventListener("keydown", onKey, true);
addEventListener("keyup", onKey, true);
addEventListener(
  "pointerdown",
  (event) => feed(event, { kind: "pointer", key: "", repeat: false, at: event.timeStamp }),
  true,
);
addEventListener("click", onClick, true);
addEventListener("auxclick", onClick, true);
for (const type of ["keypress", "beforeinput", "paste"]) {
  addEventListener(type, (event) => leaving.gone && swallow(event), true);
}
// What the back/forward cache keeps of this page is blank already.
addEventListener("pagehide", () => {
  if (leaving.gone) return;
  vanish();
  forget();
});
addEventListener("pageshow", (event) => event.persisted && leave());
attempt(() => cameByHistory() && leave());
