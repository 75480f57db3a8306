/** docker version (docker/cli, cli/command/system/version.go) */
import { failed, printed } from "../../shell/outcome.ts";
import type { Command } from "../command/command.ts";
import { FORMAT } from "../command/shared-flags.ts";
import type { Version } from "../engine/facts.ts";

const CLIENT = `Client:
 Version:           28.2.2
 API version:       1.50
 Go version:        go1.24.3
 Git commit:        e6534b4
 Built:             Fri May 30 12:07:14 2025
 OS/Arch:           linux/amd64
 Context:           default
`;

const field = (indent: string, name: string, value: string) => `${indent}${`${name}:`.padEnd(18)}${value}`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The day of the week of a day of the Gregorian calendar, 0 for Sunday (Tomohiko Sakamoto's method). */
function weekday(year: number, month: number, day: number): number {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const from = month < 3 ? year - 1 : year;
  return (from + Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400) + shift + day) % 7;
}

/** `2025-05-30T12:07:26...` as `Fri May 30 12:07:26 2025` (time.ANSIC). */
function ansic(text: string): string {
  const [, year = "", month = "", day = "", clock = ""] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(text) ?? [];
  const of = weekday(Number(year), Number(month), Number(day));
  return `${DAYS[of]} ${MONTHS[Number(month) - 1]} ${String(Number(day)).padStart(2)} ${clock} ${year}`;
}

function serverText({ Platform, Components }: Version): string {
  const [engine, ...others] = Components;
  const { Details: about = {} } = engine ?? {};
  const lines = [
    `Server: ${Platform.Name}`,
    " Engine:",
    field("  ", "Version", engine?.Version ?? ""),
    field("  ", "API version", `${about["ApiVersion"]} (minimum version ${about["MinAPIVersion"]})`),
    field("  ", "Go version", about["GoVersion"] ?? ""),
    field("  ", "Git commit", about["GitCommit"] ?? ""),
    field("  ", "Built", ansic(about["BuildTime"] ?? "")),
    field("  ", "OS/Arch", `${about["Os"]}/${about["Arch"]}`),
    field("  ", "Experimental", about["Experimental"] ?? ""),
    ...others.flatMap(({ Name, Version: version, Details }) => [
      ` ${Name}:`,
      field("  ", "Version", version),
      field("  ", "GitCommit", Details["GitCommit"] ?? ""),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

export const VERSION: Command = {
  path: "version",
  use: "[OPTIONS]",
  short: "Show the Docker version information",
  flags: [{ ...FORMAT, short: "f" }],
  arguments: { kind: "none" },
  run({ engine }) {
    const unreachable = engine.unreachable();
    if (unreachable !== undefined) return { ...failed(unreachable), stdout: CLIENT };
    return printed(`${CLIENT}\n${serverText(engine.facts().version)}`);
  },
};
