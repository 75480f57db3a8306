/** What went wrong in a command, and how kubectl says it: kubectl, pkg/cmd/util/helpers.go (CheckErr, StandardErrorMessage, MultilineError). */
import type { ApiError } from "../../../simulator/kubernetes/api-server.ts";

/** `error` is there when the API server said it; `parts` when it stands for several; `outside` names what the real tool has and the lab has not. */
export type Failure = { message: string; error?: ApiError; parts?: Failure[]; outside?: string };

/** What kubectl itself found. */
export const plain = (message: string): Failure => ({ message });

/** What the API server answered. */
export const fromServer = (error: ApiError): Failure => ({ message: error.message, error });

/** utilerrors.NewAggregate inside of another list: its parts in brackets. */
export function together(parts: Failure[]): Failure {
  const messages = [...new Set(parts.map(({ message }) => message))];
  return { message: messages.length === 1 ? `${messages[0]}` : `[${messages.join(", ")}]`, parts };
}

/** AddSourceToErr: which file it was about. */
export function withSource(verb: string, source: string | undefined, failure: Failure): Failure {
  if (source === undefined) return failure;
  const message = `error when ${verb} ${JSON.stringify(source)}: ${failure.message}`;
  return failure.error ? { message, error: { ...failure.error, message } } : plain(message);
}

/** StandardErrorMessage; what is not the server's has no prefix. */
const standard = ({ message, error }: Failure) =>
  error ? `Error from server${error.reason && ` (${error.reason})`}: ${error.message}` : message;

/** What the server finds invalid, field by field. */
function invalidText({ message, causes, details }: ApiError): string {
  const named = details && (details.kind !== "" || details.name !== "");
  const subject = named ? `The ${details.kind} ${JSON.stringify(details.name)} is invalid` : "The request is invalid";
  const reasons = [...new Set((causes ?? []).map(({ field, message: why }) => `${field}: ${why}`))];
  if (reasons.length === 0) return named ? subject : `${subject}: ${message}`;
  return reasons.length === 1
    ? `${subject}: ${reasons[0]}`
    : `${subject}: \n${reasons.map((reason) => `* ${reason}`).join("\n")}`;
}

function single(failure: Failure): string {
  const { message, error, parts } = failure;
  if (parts) return tellFailures(parts);
  if (failure.outside !== undefined) return message;
  if (error?.reason === "Invalid") return invalidText(error);
  return error || message.startsWith("error: ") ? standard(failure) : `error: ${message}`;
}

/** All failures of a command, as they are printed when it ends; "" when there is none. */
export function tellFailures(failures: Failure[]): string {
  const [first, ...others] = failures;
  if (!first) return "";
  if (others.length === 0) return single(first);
  return failures.map((failure) => `${standard(failure)}\n`).join("");
}
