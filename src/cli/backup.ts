// `npm run backup`: copies the embedded store into a file while the bot runs. `npm run backup -- FOLDER` puts it there.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../config.ts";
import { backUp } from "../store/backup.ts";

const HOMES = ["slack", "local"];

try {
  main(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function main(wanted: string | undefined): void {
  const { databaseUrl, dataFolder } = readConfig();
  if (databaseUrl)
    throw new Error("The records lie in PostgreSQL (SHIPMATE_DATABASE_URL): its own pg_dump copies them.");
  const homes = HOMES.filter((home) => existsSync(join(dataFolder, `${home}.db`)));
  if (homes.length === 0)
    throw new Error(`There is no database in ${dataFolder}/: start Shipmate, or set SHIPMATE_DATA to its folder.`);
  const folder = wanted ?? join(dataFolder, "backups");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
  for (const home of homes) {
    const target = join(folder, `${home}-${stamp}.db`);
    backUp(join(dataFolder, `${home}.db`), target);
    console.log(
      `${target}: the whole store of ${home}. To go back, stop Shipmate and put it in the place of ${home}.db.`,
    );
  }
}
