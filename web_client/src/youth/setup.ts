// What the server wrote into the page.
import type { HelpNumber, YouthSetup } from "../wire/types.ts";

export const setup: YouthSetup = JSON.parse(
  document.getElementById("setup")?.textContent || "null",
);

/** The place to call or text that stays in sight: the first that can be both. */
export function always(numbers: readonly HelpNumber[]): HelpNumber | undefined {
  return numbers.find((number) => number.call && number.text_to) ?? numbers[0];
}
