/** The digits of a number as they are kept in mind: 1 888 373 7888, 741 741. */
export function chunks(number: string): string[] {
  const digits = number.replace(/\D/g, "");
  if (digits.length === 11 && digits.startsWith("1")) return ["1", ...chunks(digits.slice(1))];
  if (digits.length === 10) return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  if (digits.length === 5) return [digits.slice(0, 2), digits.slice(2)];
  return digits.length <= 4 ? [digits] : (digits.match(/\d{1,3}/g) ?? []);
}

/** The same in words: "seven four one, seven four one". */
export function spoken(number: string, digits: readonly string[]): string {
  return chunks(number)
    .map((chunk) => [...chunk].map((digit) => digits[Number(digit)] ?? digit).join(" "))
    .join(", ");
}
