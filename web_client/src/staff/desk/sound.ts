// A soft sound, off until the responder turns it on. It is made, not loaded: two quiet notes.
import { signal } from "@preact/signals";

let audio: AudioContext | null = null;

export const soundOn = signal(false);

/** Turn the sound on or off; browsers want the press of a control before the first note. */
export function setSound(on: boolean): void {
  soundOn.value = on;
  if (!on) return;
  audio ??= new AudioContext();
  void audio.resume();
  playSoft();
}

/** Play the sound, if it is on. */
export function playSoft(): void {
  if (!soundOn.value || audio === null) return;
  note(audio, 440, 0);
  note(audio, 554, 0.18);
}

function note(on: AudioContext, hertz: number, after: number): void {
  const start = on.currentTime + after;
  const tone = on.createOscillator();
  const loudness = on.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.08, start + 0.04);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
  tone.connect(loudness).connect(on.destination);
  tone.start(start);
  tone.stop(start + 0.55);
}
