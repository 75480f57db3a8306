// The words that a message is known by are those of the commands there are.
import { expect, test } from "@jest/globals";
import { GROUPS, TOP_COMMANDS } from "../../../src/lab/docker/commands.ts";
import { FIRST_WORDS } from "../../../src/lab/docker/first-words.ts";

test("every group and every command without one is known by its name", () => {
  expect([...GROUPS, ...TOP_COMMANDS].map(({ path }) => path)).toEqual(FIRST_WORDS);
});
