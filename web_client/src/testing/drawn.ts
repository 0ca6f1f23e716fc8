// Preact lets effects follow the next frame, or a timer where none comes: a page is not taken away
// before they are over.
import { afterAll } from "vitest";

const next = window.requestAnimationFrame.bind(window);
const frame = () => new Promise((drawn) => next(drawn));

afterAll(async () => {
  await frame();
  await frame();
});
