// `npm run gaps`: what people asked and the lessons do not answer, grouped; what was asked most often first.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../config.ts";
import { groupGaps } from "../school/gaps.ts";
import { answerRecords } from "../store/answers.ts";
import { type Location, openDatabase } from "../store/database.ts";
import { printGaps } from "./print-gaps.ts";

const HOMES = ["slack", "local"];

await main();

async function main(): Promise<void> {
  const { databaseUrl, dataFolder } = readConfig();
  const files = HOMES.map((home) => join(dataFolder, `${home}.db`)).filter((file) => existsSync(file));
  const places: Location[] = databaseUrl ? [{ url: databaseUrl }] : files.map((file) => ({ file }));
  if (places.length === 0) {
    console.log(`No questions are recorded in ${dataFolder}/ yet: start Shipmate, or set SHIPMATE_DATA to its folder.`);
    return;
  }
  const gaps = await Promise.all(places.map(readGaps));
  console.log(printGaps(groupGaps(gaps.flat())));
}

async function readGaps(place: Location) {
  const { kysely } = await openDatabase(place);
  try {
    return await answerRecords(kysely).gaps();
  } finally {
    await kysely.destroy();
  }
}
