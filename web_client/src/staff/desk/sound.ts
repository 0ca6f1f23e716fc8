// Soft sounds, off until somebody turns them on. They are made, not loaded: a few quiet notes.
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

/** Play what an alert sounds like, if sound is on: three notes that rise, so that it is no offer. */
export function playAlert(): void {
  if (!soundOn.value || audio === null) return;
  note(audio, 523, 0);
  note(audio, 659, 0.16);
  note(audio, 784, 0.32);
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
