import { useState } from "preact/hooks";
import type { Card, CardWay } from "../../chat/card.ts";
import { Button } from "../button/view.tsx";
import { put } from "../numbers/dial.ts";
import { chunks, spoken } from "./digits.ts";
import "./style.css";

export interface CardWords {
  bill: string;
  line: Record<Card["line"], string>;
  expect: string;
  voice: string;
  text: string;
  text_word: string;
  tty: string;
  videophone: string;
  site: string;
  copy: string;
  copied: string;
  not_copied: string;
  remember: string;
  digits: readonly string[];
}

interface Props {
  card: Card;
  words: CardWords;
}

/** Other help that somebody has sent. It has no link: nothing of it is opened or kept from here. */
export function HelpCard({ card, words }: Props) {
  const [inMind, setInMind] = useState(false);
  const [copied, setCopied] = useState("");
  const copy = async () => {
    setCopied(await toClipboard(written(card, words), words));
  };
  const { name, line, expect, ways, site } = card;
  return (
    <div class="help-card">
      <p dir="auto">
        <b>{name}</b>
      </p>
      <p class={line === "help" ? "" : "reports"}>{words.line[line]}</p>
      {expect && (
        <>
          <p class="small">{words.expect}</p>
          <p dir="auto" class="expect">
            {expect}
          </p>
        </>
      )}
      {ways.length > 0 && <p>{words.bill}</p>}
      <ul>
        {ways.map((way, at) => (
          <li key={at}>{inMind ? <InMind way={way} words={words} /> : sentence(way, words)}</li>
        ))}
        {site && <li class="site">{words.site.replace("{site}", () => site)}</li>}
      </ul>
      <p class="row">
        <Button onPress={() => void copy()}>{words.copy}</Button>
        {ways.length > 0 && (
          <Button pressed={inMind} onPress={() => setInMind(!inMind)}>
            {words.remember}
          </Button>
        )}
      </p>
      <p role="status" class="small">
        {copied}
      </p>
    </div>
  );
}

function sentence({ how, number, word }: CardWay, words: CardWords): string {
  return put(how === "text" && word ? words.text_word : words[how], number, word);
}

/** Digits in chunks; of what is texted, each digit in words too, and the word that is sent. */
function InMind({ way, words }: { way: CardWay; words: CardWords }) {
  const { how, number, word } = way;
  return (
    <>
      <span class="small">{put(words[how], "", "").trim()}</span>
      <span class="chunks">{chunks(number).join(" ")}</span>
      {how === "text" && <span>{spoken(number, words.digits)}</span>}
      {word && <b>{word}</b>}
    </>
  );
}

function written(card: Card, words: CardWords): string {
  return [card.name, ...card.ways.map((way) => sentence(way, words)), card.site]
    .filter((line) => line !== "")
    .join("\n");
}

async function toClipboard(text: string, words: CardWords): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return words.copied;
  } catch {
    return words.not_copied;
  }
}
