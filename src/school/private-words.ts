/**
 * What is owed in private to somebody who did something and waits for its acknowledgement.
 *
 * A private word cannot be looked for in Slack, so it is sent at most once. That loses nothing as long as the act is acknowledged only
 * when its words have arrived: Slack shows whoever was told nothing that the press failed, and the press can be repeated.
 */
import { type Delivery, isPrivate } from "./delivery.ts";
import { type Watch, untilSettled } from "./settled.ts";

/** An act, as the deliveries that answer it know it: by its key at the end of their ids, or by its own address. */
export type ActName = { key: string; url: string | undefined };

/** Follows the words of one act from before it is worked on. */
export type Following = {
  /** Resolves when all that is owed to the act is settled: whether every word arrived. False after `withinMs`, too. */
  told(withinMs?: number): Promise<boolean>;
  end(): void;
};

/** Whether a delivery is a private word that answers this act. */
export function answers(delivery: Pick<Delivery, "id" | "destination">, { key, url }: ActName): boolean {
  if (!isPrivate(delivery)) return false;
  const isByAddress = delivery.destination.kind === "response" && delivery.destination.url === url;
  return isByAddress || delivery.id.endsWith(`:${key}`);
}

/** `owed` reads the private words that are not settled. */
export function follow(
  act: ActName,
  owed: () => Promise<Pick<Delivery, "id" | "destination">[]>,
  watch: Watch,
): Following {
  let isLost = false;
  const end = watch((delivery) => {
    if (delivery.status === "dead" && answers(delivery, act)) isLost = true;
  });
  const isOwed = async () => !isLost && (await owed()).some((delivery) => answers(delivery, act));
  return {
    told: async (withinMs) => (await untilSettled(isOwed, watch, withinMs)) && !isLost,
    end,
  };
}
