// The manifest, the README and the app agree on what is asked for and why.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";

const root = resolve(import.meta.dirname, "..");
const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));
const readme = readFileSync(join(root, "README.md"), "utf8");

test("the README gives a reason for each scope, and for no other", () => {
  const explained = [...readme.matchAll(/^\| `([a-z_.]+(?::[a-z]+)?)` \| [^|]{10,} \|$/gm)].map(([, scope]) => scope);
  const { bot, bot_optional: optional } = manifest.oauth_config.scopes as Record<string, string[]>;
  const scopes = [...bot!, ...optional!];
  expect(explained.filter((name) => name?.includes(":") || name === "commands").toSorted()).toEqual(scopes.toSorted());
});

test("Slack's limits for a manifest hold", () => {
  const { display_information: display, features } = manifest;
  expect(display.name.length).toBeLessThanOrEqual(35);
  expect(display.description.length).toBeLessThanOrEqual(140);
  expect(display.long_description.length).toBeLessThanOrEqual(4000);
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
  expect(manifest.settings.event_subscriptions.bot_events.length).toBeLessThanOrEqual(100);
});
