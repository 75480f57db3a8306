/** A delivery and its row. */
import type { Selectable } from "kysely";
import type { Delivery, DeliveryStatus } from "../school/delivery.ts";
import { lanesOf } from "../school/lanes.ts";
import type { Tables } from "./tables.ts";

export function toRow(delivery: Delivery) {
  return {
    id: delivery.id,
    team: delivery.team,
    destination: JSON.stringify(delivery.destination),
    content: JSON.stringify(delivery.content),
    status: delivery.status,
    not_before: delivery.notBefore,
    lease_until: delivery.leaseUntil,
    owner: delivery.owner,
    attempts: delivery.attempts,
    first_attempt_at: delivery.firstAttemptAt,
    maybe_sent: delivery.maybeSent ? 1 : 0,
    ts: delivery.ts,
    reconciled: delivery.reconciled ? 1 : 0,
    problem: delivery.problem,
    lane: lanesOf(delivery).at(-1) ?? "",
  };
}

export function fromRow(row: Selectable<Tables["deliveries"]>): Delivery {
  return {
    id: row.id,
    team: row.team,
    destination: JSON.parse(row.destination) as Delivery["destination"],
    content: JSON.parse(row.content) as Delivery["content"],
    status: row.status as DeliveryStatus,
    notBefore: row.not_before,
    leaseUntil: row.lease_until,
    owner: row.owner,
    attempts: row.attempts,
    firstAttemptAt: row.first_attempt_at,
    maybeSent: row.maybe_sent === 1,
    ts: row.ts,
    reconciled: row.reconciled === 1,
    problem: row.problem,
  };
}
