/** The Mesos master's weights, asked and changed as its operators do (mesos, src/master/weights_handler.cpp). */
import { expect, test } from "@jest/globals";
import { runRequest } from "../../../src/lab/dcos/request.ts";
import { roleProblem } from "../../../src/lab/dcos/role-name.ts";
import { make } from "../../simulator/mesos/mesos-make.ts";

function makeLab() {
  const mesos = make();
  const ask = (...words: string[]) => runRequest({ mesos, stdin: "", files: {}, now: () => mesos.now() }, words);
  return { mesos, ask };
}

test("weights are set, listed, and reach the allocator; curl and the cluster's front door lead to the same", () => {
  const { mesos, ask } = makeLab();
  expect(ask("GET", "/weights")).toMatchObject({ stdout: "[]\n", exit: 0 });
  expect(ask("PUT", "/weights", '[{"role": "shop", "weight": 2.5}, {"role": " science ", "weight": 1}]')).toMatchObject(
    {
      stdout: "HTTP/1.1 200 OK\n",
      exit: 0,
    },
  );
  const set = [
    { role: "shop", weight: 2.5 },
    { role: "science", weight: 1 },
  ];
  expect(mesos.weights()).toEqual(set);
  expect(JSON.parse(ask("curl", "http://leader.mesos:5050/weights").stdout)).toEqual(set);
  expect(JSON.parse(ask("GET", "/mesos/weights").stdout)).toEqual(set);
});

test.each([
  ["nonsense", /^Failed to parse update weights request JSON 'nonsense': /],
  ['{"role": "shop"}', /^Failed to convert weights JSON array to protobuf/],
  ['[{"role": "shop", "weight": 0}]', /role 'shop': Invalid weight '0': Weights must be positive/],
  ['[{"role": "a b", "weight": 1}]', /Invalid role 'a b': Role component 'a b' is invalid because it contains/],
])("%s is refused, and nothing of it is done", (body, said) => {
  const { mesos, ask } = makeLab();
  const hash = mesos.hash();
  const mixed = body.startsWith("[") ? body.replace("[", '[{"role": "science", "weight": 2}, ') : body;
  expect(ask("PUT", "/weights", mixed)).toMatchObject({ stderr: expect.stringMatching(said), exit: 1 });
  expect([mesos.weights(), mesos.hash()]).toEqual([[], hash]);
});

test("other methods and other addresses of the master are told apart", () => {
  const { ask } = makeLab();
  expect(ask("DELETE", "/weights").stderr).toContain("Expecting one of { 'GET', 'PUT' }, but received 'DELETE'");
  expect(ask("GET", "/state").stderr).toContain("the Mesos master at /weights");
});

test.each(["*", "shop", "a/b", "a-b"])("%s is a role", (role) => expect(roleProblem(role)).toBeUndefined());

test.each(["", "/a", "a/", "a//b", ".", "a/..", "a/*", "-a", "a\tb", "a\u007fb"])("%j is no role", (role) =>
  expect(roleProblem(role)).toBeDefined(),
);
