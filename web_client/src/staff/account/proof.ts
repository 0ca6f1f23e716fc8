// A factor that has to be shown again: whoever asks waits here until the person has shown one.
import { signal } from "@preact/signals";

/** Called with whether a factor was shown. */
type Tell = (shown: boolean) => void;

/** Set while a factor is wanted: the page asks for one. */
export const wanted = signal<Tell | null>(null);

let waiting: Promise<boolean> | null = null;

/** Asks the person to show a factor; several who ask at once wait for the same one. */
export function factorShown(): Promise<boolean> {
  waiting ??= new Promise<boolean>((resolve) => {
    wanted.value = (shown) => {
      wanted.value = null;
      waiting = null;
      resolve(shown);
    };
  });
  return waiting;
}

/** Asks no longer: the screen that wanted it is gone. */
export function askNoMore(): void {
  wanted.value?.(false);
}
