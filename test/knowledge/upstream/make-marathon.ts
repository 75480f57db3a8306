// Makes marathon.json, the names of the fields of an app, from docs/docs/rest-api/public/api/v2/types/app.raml of Marathon:
//   node launch.js test/knowledge/upstream/make-marathon.ts app.raml
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

type Raml = { types: Record<string, { properties?: Record<string, unknown> }> };

function main(file: string): void {
  const { types } = parse(readFileSync(file, "utf8"), { logLevel: "silent" }) as Raml;
  const app = Object.keys(types["App"]?.properties ?? {})
    .map((name) => name.replace(/\?$/, ""))
    .toSorted();
  const notice = "Names of fields, from the RAML of Marathon's REST API (Apache-2.0, Mesosphere)";
  const target = join(import.meta.dirname, "marathon.json");
  writeFileSync(target, `${JSON.stringify({ notice, app }, undefined, 2)}\n`);
  console.log(`${app.length} fields written to ${target}`);
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: node launch.js test/knowledge/upstream/make-marathon.ts app.raml");
  process.exitCode = 2;
} else main(file);
