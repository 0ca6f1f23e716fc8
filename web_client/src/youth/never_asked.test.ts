import { describe, expect, it } from "vitest";
import { neverAsked } from "./never_asked.ts";

describe("warns of", () => {
  it.each([
    "Let's meet tomorrow",
    "Can we meet in person?",
    "I'll pick you up at 5",
    "you can come over",
    "Podemos vernos mañana",
    "paso por ti a las 5",
    "What's your number?",
    "give me your phone number",
    "text me at 404 555 0134",
    "add me on snapchat",
    "What is your Instagram",
    "my number is 4045550134",
    "dame tu número",
    "¿Cuál es tu Instagram?",
    "agrégame en Instagram",
    "mi WhatsApp es 4045550134",
    "Send me a selfie",
    "send some pics of you",
    "mándame una foto",
  ])("%j", (text) => {
    expect(neverAsked(text)).toBe(true);
  });
});

describe("lets be", () => {
  it.each([
    "Did he ask for your number?",
    "Where did you meet him?",
    "You can text HOME to 741741.",
    "Did he send you pictures on Snapchat?",
    "You never have to send pictures to anyone.",
    "You can report the account on Instagram.",
    "The number for the hotline is 1-888-373-7888.",
    "It is okay if you don't want to meet with the police.",
    "¿Te pidió tu número?",
    "¿Dónde lo conociste?",
    "Puedes llamar al 988.",
    "Nadie debe pedirte fotos.",
    "What number can you call if it gets worse?",
  ])("%j", (text) => {
    expect(neverAsked(text)).toBe(false);
  });
});
