// Makes compose.json, what a Compose file may hold, from schema/compose-spec.json of the Compose Specification, without its descriptions:
//   node launch.js test/knowledge/upstream/make-compose.ts compose-spec.json
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const WORDS = new Set(["description", "title", "$id", "$schema"]);

/** A string under these keys is text about the schema; a map is a field of that name. */
const isWords = (key: string, value: unknown) => WORDS.has(key) && typeof value === "string";

function main(file: string): void {
  const schema = JSON.parse(readFileSync(file, "utf8"), function (key: string, value: unknown) {
    return isWords(key, value) ? undefined : value;
  }) as Record<string, unknown>;
  const notice =
    "Names and types of fields, from the Compose Specification's schema (Apache-2.0, The Compose Specification authors)";
  const kept = { $comment: notice, $schema: "http://json-schema.org/draft-07/schema#", ...schema };
  const target = join(import.meta.dirname, "compose.json");
  writeFileSync(target, `${JSON.stringify(kept)}\n`);
  console.log(`written to ${target}`);
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: node launch.js test/knowledge/upstream/make-compose.ts compose-spec.json");
  process.exitCode = 2;
} else main(file);
