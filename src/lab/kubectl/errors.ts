/** What kubectl prints of errors. Kubernetes 1.36, kubectl, pkg/cmd/util/helpers.go (checkErr, StandardErrorMessage, MultilineError). */
import { type Outcome, failed } from "../shell/outcome.ts";
import type { ApiResource } from "./api-resources.ts";
import { fullName } from "./resources.ts";

/** `Error from server (NotFound): pods "x" not found` */
export const serverError = (reason: string, message: string) =>
  `Error from server${reason && ` (${reason})`}: ${message}`;

export const notFound = (resource: ApiResource, name: string) =>
  serverError("NotFound", `${fullName(resource)} ${JSON.stringify(name)} not found`);

/** `error: ...` */
export const complaint = (message: string): Outcome => failed(`error: ${message}`);

/** A mistake in using a command: how it ends in kubectl's UsageErrorf. `command` is "kubectl get". */
export const misuse = (command: string, message: string): Outcome =>
  failed(`error: ${message}\nSee '${command} -h' for help and examples`);

/** `error: the server doesn't have a resource type "x"` */
export const noResource = (word: string): Outcome =>
  complaint(`the server doesn't have a resource type ${JSON.stringify(word.split(".")[0])}`);
