// What belongs to the app and not to one workspace: what Slack shows its owner under "Basic information".
import { createHash } from "node:crypto";
import type { Identity } from "./records.ts";

export type AppKeys = { app_token: string; signing_secret: string; client_id: string; client_secret: string };

/** The app's keys. The OAuth secret follows from the signing secret, so that there is one less to keep. */
export function appKeys({ app_token, signing_secret }: Identity): AppKeys {
  const client_secret = createHash("sha256").update(`oauth ${signing_secret}`).digest("hex").slice(0, 32);
  return { app_token, signing_secret, client_id: "1111111111.2222222222", client_secret };
}
