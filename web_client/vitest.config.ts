// A test has a DOM where it shows something (*.test.tsx), or asks for one in its first line.
import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    sequence: { shuffle: true },
    // It leaves one processor to others by itself; there are none when it runs.
    maxWorkers: "100%",
    // The machine may have browsers and servers to run beside these.
    testTimeout: 30_000,
    expect: { poll: { timeout: 8_000 } },
    projects: [
      {
        extends: true,
        test: { name: "plain", environment: "node", include: ["src/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "pages",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/testing/drawn.ts"],
        },
      },
    ],
  },
});
