/** What every listener file is given. */
import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { School } from "../school/school.ts";
import type { Identity } from "./bolt.ts";
import type { InTurn } from "./in-turn.ts";

export type Door = { app: App; school: School; identity: Identity; client: WebClient; log: Log; inTurn: InTurn };
