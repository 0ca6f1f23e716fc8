// Builds the pages into the folder given: three pages that share no file, two small scripts with
// fixed names, the list of what each page loads, and the hash of every file.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type InlineConfig, type Rolldown } from "vite";
import { page, script } from "./vite.config.ts";

type Files = Map<string, string | Uint8Array>;
type Page = { html: string; first: string[]; later: string[] };

async function outputs(config: InlineConfig): Promise<Rolldown.OutputBundle[string][]> {
  const results = [await build(config)].flat();
  return results.flatMap((result) => ("output" in result ? result.output : []));
}

function content(file: Rolldown.OutputBundle[string]): string | Uint8Array {
  return file.type === "chunk" ? file.code : file.source;
}

function sri(data: string | Uint8Array): string {
  return `sha384-${createHash("sha384").update(data).digest("base64")}`;
}

// The browser refuses a script or style whose bytes are not these.
function sealed(html: string, files: Files): string {
  return html.replace(
    /<(?:script|link)\b[^>]*?\b(?:src|href)="\/(assets\/[^"]+)"/g,
    (tag, name) => {
      const data = files.get(name);
      if (data === undefined) throw new Error(`the page names ${name}, which was not built`);
      return `${tag} integrity="${sri(data)}"`;
    },
  );
}

async function addPage(name: string, files: Files): Promise<Page> {
  const built = await outputs(page(name));
  const html = `${name}.html`;
  for (const file of built) files.set(file.fileName, content(file));
  const text = sealed(String(files.get(html)), files);
  files.set(html, text);
  const all = built.map((file) => file.fileName).filter((file) => file !== html);
  const first = all.filter((file) => text.includes(`"/${file}"`)).sort();
  return { html, first, later: all.filter((file) => !first.includes(file)).sort() };
}

async function addScript(name: string, files: Files): Promise<void> {
  const [file, ...rest] = await outputs(script(name));
  if (file === undefined || rest.length > 0) throw new Error(`${name} must be one file`);
  files.set(`${name}.js`, content(file));
}

// A page that runs nothing is handed out as it was written.
function addPlain(files: Files): void {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".html"));
  for (const name of names.filter((name) => !files.has(name))) {
    files.set(name, readFileSync(join(import.meta.dirname, name)));
  }
}

// The server writes the part of the page that needs no script, out of the same sentences.
function addTexts(files: Files): void {
  const folder = join(import.meta.dirname, "src", "text");
  for (const name of readdirSync(folder)) {
    files.set(`text/${name}`, readFileSync(join(folder, name)));
  }
}

function write(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, data] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), data);
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

async function main(folder: string): Promise<void> {
  const files: Files = new Map();
  const pages: Record<string, Page> = {};
  for (const name of ["youth", "staff", "partner"]) pages[name] = await addPage(name, files);
  for (const name of ["button", "exit"]) await addScript(name, files);
  addPlain(files);
  addTexts(files);
  const fixed = [...files].filter(([name]) => !name.endsWith(".html")).sort();
  const integrity = Object.fromEntries(fixed.map(([name, data]) => [name, sri(data)]));
  files.set("manifest.json", json(pages));
  files.set("integrity.json", json(integrity));
  write(folder, files);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node build.ts FOLDER");
await main(folder);
