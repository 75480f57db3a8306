import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readConfig, variableNames } from "../src/config.ts";

test(".env.example explains each variable that is read, and no other", () => {
  const example = readFileSync(join(import.meta.dirname, "../.env.example"), "utf8");
  const named = [...example.matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
  expect(named.toSorted()).toEqual(variableNames.toSorted());
});

test("nothing set is a configuration that works", () => {
  expect(readConfig({})).toMatchObject({
    port: undefined,
    dataFolder: "data",
    localSlackUrl: undefined,
    slack: undefined,
    openai: undefined,
  });
  expect(readConfig({ PORT: "", SHIPMATE_DATA: "" })).toMatchObject({ port: undefined, dataFolder: "data" });
});

test("the address of the lessons ends without a slash", () => {
  expect(readConfig({ SHIPMATE_LESSONS_URL: "https://docs.example.com/lessons//" })).toMatchObject({
    lessonsUrl: "https://docs.example.com/lessons",
  });
});

test.each([
  [{ PORT: "http" }, /PORT must be a number/],
  [{ PORT: "70000" }, /PORT/],
  [{ LOG_LEVEL: "loud" }, /LOG_LEVEL/],
  [{ SLACK_BOT_TOKEN: "xoxb-1" }, /SLACK_BOT_TOKEN is set and SLACK_APP_TOKEN is not/],
  [{ SLACK_APP_TOKEN: "xapp-1" }, /SLACK_APP_TOKEN is set and SLACK_BOT_TOKEN is not/],
  [{ SLACK_BOT_TOKEN: "xapp-1", SLACK_APP_TOKEN: "xapp-1" }, /SLACK_BOT_TOKEN must begin with xoxb-/],
  [{ OPENAI_BASE_URL: "over there" }, /OPENAI_BASE_URL must be an address/],
  [{ SHIPMATE_LESSONS_URL: "http://docs.example.com" }, /SHIPMATE_LESSONS_URL must begin with https/],
  [{ SHIPMATE_LESSONS_URL: "https://docs.example.com/?page=1" }, /neither \? nor #/],
  [{ SHIPMATE_LESSONS_URL: "docs" }, /SHIPMATE_LESSONS_URL must be an address/],
  [{ SHIPMATE_LOCAL_SLACK: "slack.com" }, /SHIPMATE_LOCAL_SLACK must be an address/],
  [{ SHIPMATE_LOCAL_SLACK: "http://10.0.0.1:3000" }, /address of this machine/],
])("what cannot be used is named: %j", (variables, message) => {
  expect(() => readConfig(variables)).toThrow(message);
  expect(() => readConfig(variables)).toThrow(/See \.env\.example/);
});
