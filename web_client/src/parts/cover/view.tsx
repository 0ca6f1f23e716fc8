import { useRef } from "preact/hooks";
import { opens, type Tap } from "./taps.ts";
import "./style.css";

export interface Recipe {
  title: string;
  serves: string;
  needs: string;
  steps: readonly string[];
}

interface Props {
  recipe: Recipe;
  /** The step, counted from 0, that brings the page back when tapped twice. */
  picked: number;
  onBack: () => void;
}

/** A dull page. Every step can be tapped, and looks as if none could. */
export function RecipeCover({ recipe, picked, onBack }: Props) {
  const last = useRef<Tap | null>(null);
  const tapped = (step: number, at: number) => {
    const tap = { step, at };
    if (opens(picked, last.current, tap)) onBack();
    last.current = tap;
  };
  return (
    <main class="cover">
      <h1>{recipe.title}</h1>
      <p>{recipe.serves}</p>
      <ul>
        {recipe.needs.split(", ").map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
      <ol>
        {recipe.steps.map((words, step) => (
          <li key={words}>
            <button type="button" onClick={(event) => tapped(step, event.timeStamp)}>
              {words}
            </button>
          </li>
        ))}
      </ol>
    </main>
  );
}

/** What is shown while the page is out of sight: nothing, and one tap opens it. */
export function BlankCover({ label, onBack }: { label: string; onBack: () => void }) {
  return (
    <main class="cover blank">
      <h1>
        <button type="button" onClick={onBack}>
          {label}
        </button>
      </h1>
    </main>
  );
}
