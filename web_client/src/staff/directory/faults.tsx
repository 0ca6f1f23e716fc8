import type { FileFault } from "../../wire/types.ts";
import { faultAt } from "./words.ts";

/** What is wrong, each with its place. */
export function FaultList({ faults }: { faults: readonly FileFault[] }) {
  return (
    <ul class="faults small" lang="en">
      {faults.map((fault) => (
        <li key={faultAt(fault)}>{faultAt(fault)}</li>
      ))}
    </ul>
  );
}
