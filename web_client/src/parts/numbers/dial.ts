/** The digits a phone dials for a number as it is written. */
export function dial(number: string): string {
  return number.replace(/[^\d+]/g, "");
}

/** "Text {word} to {number}" with both put in. */
export function put(sentence: string, number: string, word: string): string {
  return sentence.replace("{number}", number).replace("{word}", word);
}
