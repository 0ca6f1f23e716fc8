import type { Card } from "../../chat/card.ts";
import { say } from "../words.ts";

/** What is on a card, as a responder reads it. */
export function CardText({ card: { name, line, ways, site, expect } }: { card: Card }) {
  return (
    <div class="card-text">
      <p>
        <b>{name}</b> <span class="soft small">{say(`referral.line.${line}`)}</span>
      </p>
      <ul>
        {ways.map(({ how, number, word }) => (
          <li key={`${how} ${number} ${word}`}>
            {say(`referral.how.${how}`)}: {number} {word}
          </li>
        ))}
        {site && <li>{site}</li>}
      </ul>
      {expect && <p dir="auto">{expect}</p>}
    </div>
  );
}
