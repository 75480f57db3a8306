/** A name for a service that is created without one: an adjective and a surname, as the daemon makes it (moby, pkg/namesgenerator). */
import { createRandom } from "../../../simulator/kernel/random.ts";

const ADJECTIVES = [
  "admiring",
  "bold",
  "brave",
  "clever",
  "eager",
  "elegant",
  "festive",
  "gallant",
  "happy",
  "jolly",
  "keen",
  "lucid",
  "modest",
  "nifty",
  "quirky",
  "serene",
  "vibrant",
  "wizardly",
  "zen",
];
const SURNAMES = [
  "babbage",
  "bell",
  "curie",
  "darwin",
  "dijkstra",
  "einstein",
  "euler",
  "fermi",
  "galileo",
  "goodall",
  "hopper",
  "kepler",
  "lamport",
  "lovelace",
  "noether",
  "ritchie",
  "turing",
  "wozniak",
];

/** `seed` tells one service from the next. */
export function randomName(seed: string): string {
  const random = createRandom(seed);
  return `${ADJECTIVES[random.below(ADJECTIVES.length)]}_${SURNAMES[random.below(SURNAMES.length)]}`;
}
