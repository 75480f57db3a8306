/** Templates, flags, ports, spans and sizes as docker reads and writes them. */
import { expect, test } from "@jest/globals";
import { parsePorts } from "../../../src/lab/docker/command/flag-syntax.ts";
import { durationText, humanDuration, parseDuration } from "../../../src/lab/docker/format/duration.ts";
import { evaluate } from "../../../src/lab/docker/format/evaluate.ts";
import { prettyInstant, rfc3339 } from "../../../src/lab/docker/format/instant.ts";
import { familiarImage, imageError, natural } from "../../../src/lab/docker/format/names.ts";
import { bytesSize, parseBytes, parseCpus } from "../../../src/lab/docker/format/sizes.ts";
import { splitWords } from "../../../src/lab/docker/format/split-words.ts";
import { parseTemplate } from "../../../src/lab/docker/format/template.ts";
import { portsText } from "../../../src/lab/docker/service/ports.ts";
import { makeLab } from "./make.ts";

const DATA = { Name: "web", Count: 3, Labels: { b: "2", a: "1" }, List: ["x", "y"], None: null };

function fill(source: string): string {
  const parsed = parseTemplate(source);
  if ("error" in parsed) return `parse: ${parsed.error}`;
  const made = evaluate(parsed.parts, DATA, "test.Data");
  return "text" in made ? made.text : `run: ${made.error}`;
}

test.each([
  ["{{.Name}}-{{.Count}}", "web-3"],
  ["{{json .Labels}} {{json .None}}", '{"b":"2","a":"1"} null'],
  ["{{range .List}}<{{.}}>{{end}}", "<x><y>"],
  ["{{range $k, $v := .Labels}}{{$k}}={{$v}};{{end}}", "a=1;b=2;"],
  ["{{if .None}}a{{else if gt .Count 2}}b{{else}}c{{end}}", "b"],
  ["{{with .Labels}}{{.a}}{{end}}{{$.Name | upper}}", "1WEB"],
  ["a {{- .Name -}} b", "awebb"],
  ['{{join .List `, `}} {{index .Labels "a"}} {{len .List}}', "x, y 1 2"],
  ["{{.Labels}} {{.None}}", "map[a:1 b:2] <no value>"],
  ["{{.Nope}}", 'run: template: :1: executing "" at <.Nope>: can\'t evaluate field Nope in type test.Data'],
  ["{{.Name", "parse: template: :1: unclosed action"],
  ["{{if .Name}}", "parse: template: :1: unexpected EOF"],
  ["{{nosuch .Name}}", 'run: template: :1: function "nosuch" not defined'],
])("the template %j makes %j", (source, made) => expect(fill(source)).toBe(made));

test("spans are read and written as Go does", () => {
  expect([
    parseDuration("1m30s"),
    parseDuration("250ms"),
    parseDuration("1.5h"),
    parseDuration("10"),
    parseDuration("5 s"),
  ]).toEqual([9e10, 2.5e8, 5.4e12, undefined, undefined]);
  expect([0, 2.5e8, 5e9, 9e10, 3.6e12].map(durationText)).toEqual(["0s", "250ms", "5s", "1m30s", "1h0m0s"]);
  expect([500, 1_000, 59_999, 60_000, 120_000, 3_000_000, 9e7, 4e8, 2e9, 1e10, 1e11].map(humanDuration)).toEqual([
    "Less than a second",
    "1 second",
    "59 seconds",
    "About a minute",
    "2 minutes",
    "50 minutes",
    "25 hours",
    "4 days",
    "3 weeks",
    "3 months",
    "3 years",
  ]);
  expect([rfc3339(1_795_348_800_016), rfc3339(-1), prettyInstant(951_782_400_000)]).toEqual([
    "2026-11-22T12:00:00.016Z",
    "1969-12-31T23:59:59.999Z",
    "2000-02-29 00:00:00 +0000 utc",
  ]);
});

test("sizes, CPUs, images and names", () => {
  expect([parseBytes("64M"), parseBytes("1.5GiB"), parseBytes("x")]).toEqual([
    64 * 1024 ** 2,
    1.5 * 1024 ** 3,
    undefined,
  ]);
  expect([bytesSize(8_361_766_912), bytesSize(512), bytesSize(64 * 1024 ** 2)]).toEqual(["7.788GiB", "512B", "64MiB"]);
  expect([parseCpus("0.5"), parseCpus("1/4")]).toEqual([{ nanoCpus: 5e8 }, { nanoCpus: 2.5e8 }]);
  expect([
    familiarImage("docker.io/library/nginx:1@sha256:ab"),
    familiarImage("ghcr.io/a/b:2"),
    familiarImage("nginx"),
  ]).toEqual(["nginx:1", "ghcr.io/a/b:2", "nginx"]);
  expect([imageError("nginx:1.27"), imageError("localhost:5000/a/b"), imageError("a b"), imageError("Nginx")]).toEqual([
    undefined,
    undefined,
    "invalid reference format",
    "invalid reference format: repository name (library/Nginx) must be lowercase",
  ]);
  expect(["web.10", "web.2", "api.1"].toSorted(natural)).toEqual(["api.1", "web.2", "web.10"]);
  expect(splitWords(`sh -c "echo 'a b'" it\\'s`)).toEqual(["sh", "-c", "echo 'a b'", "it's"]);
});

const port = (PublishedPort: number, TargetPort: number, Protocol = "tcp") => ({
  PublishedPort,
  TargetPort,
  Protocol,
  PublishMode: "ingress",
});

test("ports are read in both forms and shown as ranges", () => {
  expect(parsePorts("8080:80/udp")).toEqual({ ports: [port(8080, 80, "udp")] });
  expect(parsePorts("target=80,published=8080,mode=host")).toEqual({
    ports: [{ ...port(8080, 80), PublishMode: "host" }],
  });
  expect(parsePorts("8000-8001:80-81")).toEqual({ ports: [port(8000, 80), port(8001, 81)] });
  expect(parsePorts("published=80")).toEqual({ error: "missing mandatory field 'target'" });
  expect(portsText([port(81, 81), port(80, 80), port(82, 80), port(53, 53, "udp")])).toBe(
    "*:80-81->80-81/tcp, *:82->80/tcp, *:53->53/udp",
  );
});

test.each([
  ["docker", 0, "Usage:  docker [OPTIONS] COMMAND"],
  ["docker srvice ls", 1, "docker: unknown command: docker srvice\n\nRun 'docker --help' for more information\n"],
  [
    "docker service lss",
    1,
    "docker: unknown command: docker service lss\n\nUsage:  docker service\n\nRun 'docker service --help' for more information\n",
  ],
  [
    "docker node ls extra",
    1,
    "docker: 'docker node ls' accepts no arguments\n\nUsage:  docker node ls [OPTIONS]\n\nRun 'docker node ls --help' for more information\n",
  ],
  [
    "docker service ls -z",
    125,
    "unknown shorthand flag: 'z' in -z\n\nUsage:  docker service ls [OPTIONS]\n\nRun 'docker service ls --help' for more information\n",
  ],
  [
    "docker service update --detach=maybe web",
    125,
    'invalid argument "maybe" for "-d, --detach" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
  ],
  [
    "docker service create --update-delay 10 nginx",
    125,
    'invalid argument "10" for "--update-delay" flag: time: missing unit in duration "10"',
  ],
  ["docker service create --replicas 99999999999999999999 nginx", 125, "value out of range"],
  ["docker service create -p", 125, "flag needs an argument: 'p' in -p\n"],
  ["docker ps", 1, "The lab shows a swarm from its managers"],
])("%s", (command, exit, text) => {
  const outcome = makeLab().run(command);
  expect(outcome.exit).toBe(exit);
  expect(outcome.stdout + outcome.stderr).toContain(text);
});

test("words behind the image belong to the container", () => {
  const { out, swarm } = makeLab();
  out("docker service create -d --name sh alpine:3 sh -c 'sleep 5' --name inner");
  expect(swarm.service("sh")?.spec.task.args).toEqual(["sh", "-c", "sleep 5", "--name", "inner"]);
});
