// How a page and a stand-alone script are built. Each page is a build of its own, so that no file
// of one is ever loaded by, or tells of, the other.
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

// Old phones are the phones people have: anything that runs modules and WebCrypto.
const target = ["chrome87", "edge88", "firefox78", "safari14"];

const shared: InlineConfig = {
  root,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
};

// What the HTML names is preloaded with its hash; what comes later is found by plain imports, with
// no polyfill and no inline script for the content security policy to trip over.
export function page(name: string): InlineConfig {
  return {
    ...shared,
    build: {
      target,
      write: false,
      assetsInlineLimit: 0,
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_url, deps, { hostType }) => (hostType === "html" ? deps : []),
      },
      rolldownOptions: { input: `${root}${name}.html` },
    },
  };
}

// A script the server hands out under a fixed name, or writes into the page's head.
export function script(name: string): InlineConfig {
  return {
    ...shared,
    build: {
      target,
      write: false,
      lib: {
        entry: `${root}src/${name}/${name}.ts`,
        formats: ["iife"],
        name: "helpline",
        fileName: name,
      },
    },
  };
}
