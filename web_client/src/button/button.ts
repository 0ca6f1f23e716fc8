// <chat-link>: a partner's door to our page. One script tag, one element, no frame: the page opens
// in a new tab of its own, knows nothing of the partner's page, and the partner's page nothing of it.
//
//   <script src="https://our.host/button.js" async></script>
//   <chat-link lang="es">Chat</chat-link>
//
// A plain link does the same without telling whether the chat is open:
//
//   <a href="https://our.host/" target="_blank" rel="noopener noreferrer"
//      referrerpolicy="no-referrer">Chat</a>

const HOME = new URL("/", (document.currentScript as HTMLScriptElement | null)?.src);

const WORDS = {
  en: { chat: "Chat", open: "Open now", shut: "Closed now" },
  es: { chat: "Chat", open: "Abierto", shut: "Cerrado" },
};

const STYLE = `
a { display: inline-flex; gap: .5em; align-items: center; min-height: 44px; padding: 0 1em;
  border: 2px solid; border-radius: 8px; font: inherit; color: inherit; text-decoration: none }
a:focus-visible { outline: 3px solid; outline-offset: 2px }
small { font-size: .875em }
small:empty { display: none }`;

function sheet(): CSSStyleSheet {
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  return style;
}

/** True or false as the helpline says; a failure leaves the plain link. */
async function isOpen(): Promise<boolean> {
  const answer = await fetch(new URL("/status", HOME), {
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  const { state, answering } = await answer.json();
  return state === "open" && answering === true;
}

class ChatLink extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const language = this.closest("[lang]")?.getAttribute("lang")?.slice(0, 2);
    const words = language === "es" ? WORDS.es : WORDS.en;
    const link = document.createElement("a");
    link.href = HOME.href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.referrerPolicy = "no-referrer";
    const name = document.createElement("slot");
    name.textContent = words.chat;
    const state = document.createElement("small");
    link.append(name, state);
    const shadow = this.attachShadow({ mode: "open" });
    if ("adoptedStyleSheets" in shadow) shadow.adoptedStyleSheets = [sheet()];
    shadow.append(link);
    isOpen().then(
      (open) => {
        state.textContent = open ? words.open : words.shut;
      },
      () => undefined,
    );
  }
}

if (!customElements.get("chat-link")) customElements.define("chat-link", ChatLink);
