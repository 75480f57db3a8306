/** A service's restart policy: deploy.restart_policy, or what `restart:` says (docker/cli, cli/compose/convert/service.go, convertRestartPolicy). */
import type { ApiRestartPolicy } from "../../engine/objects.ts";
import { said } from "../../engine/to-api.ts";
import { duration, number, part, text } from "./values.ts";

export function convertRestart(restart: unknown, policy: unknown): ApiRestartPolicy | undefined {
  if (policy !== undefined) {
    const { condition, delay, max_attempts: attempts, window } = part(policy);
    return said<ApiRestartPolicy>({
      Condition: text(condition),
      Delay: duration(delay),
      MaxAttempts: number(attempts),
      Window: duration(window),
    });
  }
  const [word, count] = String(restart ?? "").split(":");
  if (word === "always" || word === "unless-stopped") return { Condition: "any" };
  if (word === "on-failure") return { Condition: "on-failure", MaxAttempts: Number(count ?? 0) };
  return undefined;
}
