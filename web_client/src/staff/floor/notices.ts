// Notices of the browser, off until somebody turns them on. They stay in the device's own list, so
// they say no more than that there is something to look at.
import { signal } from "@preact/signals";

export const noticesOn = signal(false);

/** The browser was asked and will show none. */
export const noticesBlocked = signal(false);

/** Turn notices on or off; browsers want the press of a control before they ask. */
export async function setNotices(on: boolean): Promise<void> {
  noticesOn.value = false;
  noticesBlocked.value = false;
  if (!on) return;
  const granted = "Notification" in globalThis && (await Notification.requestPermission());
  noticesOn.value = granted === "granted";
  noticesBlocked.value = !noticesOn.value;
}

/** Takes the words of a notice; shows it, if notices are on. A later one takes its place. */
export function showNotice(title: string, body: string): void {
  if (!noticesOn.value) return;
  try {
    new Notification(title, { body, tag: "alert" });
  } catch {
    // Browsers of phones have the name, and show notices of service workers alone.
    noticesOn.value = false;
    noticesBlocked.value = true;
  }
}
