/** Which commands somebody probably meant (cobra, command.go, SuggestionsFor): at most two letters away, or begun as typed. */
import { distance } from "../near.ts";

const FARTHEST = 2;

export const suggestions = (typed: string, known: readonly string[]) =>
  known.filter(
    (name) =>
      distance(typed.toLowerCase(), name.toLowerCase()) <= FARTHEST ||
      name.toLowerCase().startsWith(typed.toLowerCase()),
  );
