// A file is fetched from Slack alone: our token goes nowhere else, whatever a file's address says, and no more is read than a lab takes.
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { createLog } from "../../src/log.ts";
import { createPostingClient } from "../../src/slack/post.ts";
import { readTextFile } from "../../src/slack/read-file.ts";

let servers: Server[];
let slack: string;
let elsewhere: string;
/** What files.info says of the file, and what its address gives. */
let file: Record<string, unknown>;
let given: RequestListener;
let asked: { host: string; token: string | undefined }[];

async function listen(listener: RequestListener): Promise<[Server, string]> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

const note = (host: string, { headers }: IncomingMessage) =>
  void asked.push({ host, token: headers.authorization?.replace("Bearer ", "") });

beforeAll(async () => {
  const [api, apiUrl] = await listen((request, response) => {
    if (request.url?.startsWith("/api/")) {
      response.writeHead(200, { "content-type": "application/json" });
      return void response.end(JSON.stringify({ ok: true, file }));
    }
    note("slack", request);
    return given(request, response);
  });
  const [other, otherUrl] = await listen((request, response) => {
    note("elsewhere", request);
    response.end("kind: Secret\n");
  });
  servers = [api, other];
  slack = apiUrl;
  elsewhere = otherUrl;
});
afterAll(() => servers.forEach((server) => server.close()));
beforeEach(() => void (asked = []));

function read(name = "web.yaml") {
  const client = createPostingClient(
    { botToken: "xoxb-secret", appToken: "", slackApiUrl: `${slack}/api/` },
    createLog("error"),
  );
  return readTextFile(client, { id: "F1", name, isSnippet: false });
}

test("its text is what Slack hands out to the bot's token", async () => {
  file = { size: 10, url_private_download: `${slack}/files/F1` };
  given = (_, response) => void response.end("kind: Pöd\n");
  expect(await read()).toEqual({ text: "kind: Pöd\n" });
  expect(asked).toEqual([{ host: "slack", token: "xoxb-secret" }]);
});

test.each([
  ["another host", () => ({ url_private_download: `${elsewhere}/f` })],
  ["a host that only looks like Slack's", () => ({ url_private_download: "https://files.slack.com.example/f" })],
  ["Slack's host without TLS", () => ({ url_private_download: "http://files.slack.com/f" })],
  ["what is said to be elsewhere", () => ({ url_private_download: `${slack}/files/F1`, is_external: true })],
  ["no address at all", () => ({})],
])("nothing is asked of %s", async (_, said) => {
  file = { size: 10, ...said() };
  expect(await read()).toEqual({ problem: expect.stringContaining("kept outside Slack") });
  expect(asked).toEqual([]);
});

test("a redirect takes the token nowhere, and a page to log in on is no manifest", async () => {
  file = { size: 10, url_private: `${slack}/files/F1` };
  given = (_, response) => void response.writeHead(302, { location: `${elsewhere}/f` }).end();
  expect(await read()).toEqual({ problem: expect.stringContaining("does not hand web.yaml out") });
  given = (_, response) => void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<html>");
  expect(await read()).toEqual({ problem: expect.stringContaining("does not hand web.yaml out") });
  expect(asked.map(({ host }) => host)).toEqual(["slack", "slack"]);
});

test("what is larger than it said is read no further, and refused as it is", async () => {
  file = { size: 10, url_private: `${slack}/files/F1` };
  let sent = 0;
  given = (_, response) => {
    const more = () => {
      while (sent < 50_000_000 && response.write("x".repeat(65_536))) sent += 65_536;
      if (sent >= 50_000_000) response.end();
    };
    response.on("drain", more);
    more();
  };
  expect(await read()).toEqual({ problem: expect.stringContaining("more than it said") });
  expect(sent).toBeLessThan(20_000_000);
});
