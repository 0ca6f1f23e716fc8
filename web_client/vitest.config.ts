// The pure core is tested without a DOM, as it is compiled; everything else with one.
import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    sequence: { shuffle: true },
    projects: [
      {
        extends: true,
        test: { name: "chat", environment: "node", include: ["src/chat/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "pages",
          environment: "jsdom",
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: ["src/chat/**"],
        },
      },
    ],
  },
});
