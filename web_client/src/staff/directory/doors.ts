// What the screen of other help asks over HTTP.
import type {
  DirectoryRead,
  DirectoryShape,
  ListingAnswer,
  ListingChange,
  ListingChecked,
  ListingOff,
} from "../../wire/types.ts";
import { type Answer, ask } from "../doors.ts";

/** Every entry, also one that is off or held back. */
export function directory(): Promise<Answer<DirectoryShape>> {
  return ask<DirectoryShape>("GET", "/directory");
}

/** Change cells of an entry, with where its new facts were read. */
export function changeEntry(frame: ListingChange): Promise<Answer<ListingAnswer>> {
  return ask<ListingAnswer>("PATCH", "/directory", frame);
}

/** Keep that facts of an entry were found to hold today. */
export function markChecked(frame: ListingChecked): Promise<Answer<unknown>> {
  return ask("POST", "/directory/checked", frame);
}

/** Give an entry to nobody any more, or again. */
export function setOff(frame: ListingOff): Promise<Answer<unknown>> {
  return ask("PUT", "/directory/off", frame);
}

/** Look at a file; with the version of an earlier look, keep it in place of what there is. */
export function directoryFile(
  file: ArrayBuffer,
  version: number | null,
): Promise<Answer<DirectoryRead>> {
  const query = version === null ? "" : `?version=${version}`;
  return ask<DirectoryRead>("POST", `/directory/file${query}`, file);
}
