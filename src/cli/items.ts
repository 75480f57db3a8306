// `npm run items`: what people's answers say about the questions, those to look at first. `npm run items -- 4` for the last four weeks alone.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../config.ts";
import { itemStatistics } from "../quiz/item-statistics.ts";
import { type Location, openDatabase } from "../store/database.ts";
import { itemAnswersSince } from "../store/item-answers.ts";
import { printItems } from "./print-items.ts";

const HOMES = ["slack", "local"];
const WEEK = 7 * 24 * 3600_000;

await main(process.argv[2]);

async function main(weeks: string | undefined): Promise<void> {
  if (weeks !== undefined && !/^[1-9]\d{0,3}$/.test(weeks)) {
    console.error(`"${weeks}" is no number of weeks: npm run items -- 4`);
    process.exitCode = 1;
    return;
  }
  const { databaseUrl, dataFolder } = readConfig();
  const files = HOMES.map((home) => join(dataFolder, `${home}.db`)).filter((file) => existsSync(file));
  const places: Location[] = databaseUrl ? [{ url: databaseUrl }] : files.map((file) => ({ file }));
  if (places.length === 0) {
    console.log(`No answers are recorded in ${dataFolder}/ yet: start Shipmate, or set SHIPMATE_DATA to its folder.`);
    return;
  }
  const since = weeks === undefined ? 0 : Date.now() - Number(weeks) * WEEK;
  const answers = await Promise.all(places.map((place) => readAnswers(place, since)));
  console.log(printItems(itemStatistics(answers.flat())));
}

async function readAnswers(place: Location, since: number) {
  const { kysely } = await openDatabase(place);
  try {
    return await itemAnswersSince(kysely, since);
  } finally {
    await kysely.destroy();
  }
}
