/**
 * Brings pictures to Slack. A picture is uploaded before the message that shows it, and shared with nobody until that message names it: so the
 * message alone is what must not be posted twice, and a picture whose message never came lies unseen. A workspace that does not let us
 * upload, or does not take what was uploaded, gets Slack's own charts from then on.
 */
import type { WebClient } from "@slack/web-api";
import type { Render } from "../chart/off-thread.ts";
import type { Picture } from "../lab/picture.ts";
import type { Log } from "../log.ts";
import type { Content } from "../school/content.ts";
import type { Delivery } from "../school/delivery.ts";
import { outcomeOf } from "./outcome.ts";
import { uploadPicture } from "./upload-picture.ts";

/** The id of the uploaded file; not there yet; or none, and none to come. */
export type Ready = { kind: "file"; id: string } | { kind: "underway" } | { kind: "none" };

export type Pictures = {
  /** Uploads the picture of a delivery, once, and waits a little for it. Never rejects. */
  ready(delivery: Delivery): Promise<Ready>;
  /** Slack refused the message that showed it: it is shown once more after a rest, because Slack may still have been working on the file. */
  refused(delivery: Delivery): void;
  /** The message is posted, or never will be. */
  done(delivery: Delivery): void;
};

/** How long a delivery is held up at a time; the rest of its lease is for posting it. */
const PATIENCE_MS = 4_000;
const REST_MS = 2_000;

type Upload = { state: Ready; refusals: number; settled: Promise<void> };

export function createPictures(client: WebClient, render: Render, log: Log): Pictures {
  const uploads = new Map<string, Upload>();
  const without = new Set<string>();

  function begin(delivery: Delivery, picture: Picture): Upload {
    const upload: Upload = { state: { kind: "underway" }, refusals: 0, settled: Promise.resolve() };
    upload.settled = bring(delivery, picture).then((state) => void (upload.state = state));
    uploads.set(delivery.id, upload);
    return upload;
  }

  async function bring({ id, team }: Delivery, picture: Picture): Promise<Ready> {
    try {
      return { kind: "file", id: await uploadPicture(client, await render(picture), picture) };
    } catch (error) {
      const outcome = outcomeOf(error);
      // What Slack itself refused (a scope that is not granted, uploads that are switched off) it will refuse again.
      if (outcome.kind === "refused") without.add(team);
      log.warn({ err: error, delivery: id }, "a picture could not be brought to Slack; its charts are shown instead");
      return { kind: "none" };
    }
  }

  return {
    async ready(delivery) {
      const picture = pictureOf(delivery.content);
      if (!picture || without.has(delivery.team)) return { kind: "none" };
      const upload = uploads.get(delivery.id) ?? begin(delivery, picture);
      if (upload.state.kind === "underway") await Promise.race([upload.settled, rest(PATIENCE_MS)]);
      return upload.state;
    },
    refused({ id, team }) {
      const upload = uploads.get(id);
      if (!upload) return;
      const file = upload.state;
      upload.refusals += 1;
      if (upload.refusals > 1) without.add(team);
      upload.state = upload.refusals > 1 ? { kind: "none" } : { kind: "underway" };
      if (upload.refusals === 1) upload.settled = rest(REST_MS).then(() => void (upload.state = file));
    },
    done: ({ id }) => void uploads.delete(id),
  };
}

function pictureOf(content: Content): Picture | undefined {
  return content.kind === "lab-turn" ? content.picture : undefined;
}

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
