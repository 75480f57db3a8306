// Makes docker.json, the commands and flags of Docker's command line, from docs/reference/commandline of docker/cli, which its own code generates:
//   node launch.js test/knowledge/upstream/make-docker.ts docs/reference/commandline
// Names only, which are facts. Plugins (compose, buildx) have their references elsewhere.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** The flags in the first column of the table of options; one that takes a value ends with "=". */
function flagsIn(page: string): string[] {
  const rows = [...page.matchAll(/^\| (.*?) \| (.*?) \|/gm)];
  const flags = rows.flatMap(([, cell = "", type = ""]) => {
    const takesValue = /`(?!bool)/.test(type);
    return (cell.match(/(?<=`)--?[\w-]+(?=`)/g) ?? []).map((flag) => (takesValue ? `${flag}=` : flag));
  });
  return [...new Set(flags)].toSorted();
}

function main(folder: string): void {
  const pages = readdirSync(folder).filter(
    (name) => name.endsWith(".md") && name !== "index.md" && name !== "docker.md",
  );
  const lines = pages.toSorted().map((name) => {
    const command = basename(name, ".md").replaceAll("_", " ");
    return `    ${JSON.stringify(command)}: ${JSON.stringify(flagsIn(readFileSync(join(folder, name), "utf8")))}`;
  });
  const notice = "Names of commands and flags, from the reference pages of docker/cli 29.8 (Apache-2.0, Docker Inc.)";
  const everywhere = flagsIn(readFileSync(join(folder, "docker.md"), "utf8"));
  const target = join(import.meta.dirname, "docker.json");
  writeFileSync(
    target,
    `{\n  "notice": ${JSON.stringify(notice)},\n  "everywhere": ${JSON.stringify([...everywhere, "--help"])},\n  "commands": {\n${lines.join(",\n")}\n  }\n}\n`,
  );
  console.log(`${lines.length} commands written to ${target}`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node launch.js test/knowledge/upstream/make-docker.ts docs/reference/commandline");
  process.exitCode = 2;
} else main(folder);
