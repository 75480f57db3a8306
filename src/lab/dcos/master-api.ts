/** The Mesos master's own interface, as far as the lab has it: the weights of roles (mesos, src/master/weights_handler.cpp, docs/weights.md). */
import { z } from "zod";
import { readJson } from "./app-json.ts";
import type { DcosContext } from "./context.ts";
import type { Request, Response } from "./marathon-api.ts";
import { roleProblem } from "./role-name.ts";

const OK = 200;
const BAD_REQUEST = 400;
const NOT_ALLOWED = 405;

/** Where admins reach the master: directly, or through the cluster's front door. */
export const MASTER = /^(?:\/mesos|\/master)?\/weights$/;

const weights = z.array(z.object({ role: z.string(), weight: z.number() }));

const refused = (body: string): Response => ({ status: BAD_REQUEST, body });

function update({ mesos }: DcosContext, body: string): Response {
  const json = readJson(body);
  if ("error" in json) return refused(`Failed to parse update weights request JSON '${body}': ${json.error}`);
  const read = weights.safeParse(json.value);
  if (!read.success)
    return refused(
      `Failed to convert weights JSON array to protobuf '${body}': it is a list such as [{"role": "shop", "weight": 2}]`,
    );
  const wanted = read.data.map(({ role, weight }) => ({ role: role.trim(), weight }));
  for (const { role, weight } of wanted) {
    const problem = roleProblem(role);
    if (problem !== undefined)
      return refused(`Failed to validate update weights request JSON: Invalid role '${role}': ${problem}`);
    if (weight <= 0)
      return refused(
        `Failed to validate update weights request JSON for role '${role}': Invalid weight '${weight}': Weights must be positive`,
      );
  }
  for (const { role, weight } of wanted) mesos.setWeight(role, weight);
  return { status: OK };
}

export function askMaster(context: DcosContext, { method, body }: Request): Response {
  if (method === "PUT") return update(context, body);
  if (method === "GET") return { status: OK, body: context.mesos.weights() };
  return { status: NOT_ALLOWED, body: `Expecting one of { 'GET', 'PUT' }, but received '${method}'` };
}
