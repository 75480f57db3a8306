/** The API server's answers to what cannot be. Kubernetes 1.36, apimachinery, pkg/api/errors/errors.go. */
import { RESOURCES, type Kind } from "../api/kinds.ts";
import type { Answer, ApiError } from "../api-server.ts";

export const refused = (error: ApiError): { ok: false; error: ApiError } => ({ ok: false, error });
export const granted = <T>(object: T): Answer<T> => ({ ok: true, object });

export const notFound = (kind: Kind, name: string): ApiError => ({
  code: 404,
  reason: "NotFound",
  message: `${RESOURCES[kind].resource} "${name}" not found`,
});

export const alreadyExists = (kind: Kind, name: string): ApiError => ({
  code: 409,
  reason: "AlreadyExists",
  message: `${RESOURCES[kind].resource} "${name}" already exists`,
});

export const forbidden = (kind: Kind, name: string, why: string): ApiError => ({
  code: 403,
  reason: "Forbidden",
  message: `${RESOURCES[kind].resource} "${name}" is forbidden: ${why}`,
});

export const conflict = (kind: Kind, name: string, why: string): ApiError => ({
  code: 409,
  reason: "Conflict",
  message: `Operation cannot be fulfilled on ${RESOURCES[kind].resource} "${name}": ${why}`,
});

/** "apps/v1" and Deployment -> "Deployment.apps", as errors name a kind. */
const groupKind = (kind: Kind) => {
  const { apiVersion } = RESOURCES[kind];
  return apiVersion.includes("/") ? `${kind}.${apiVersion.slice(0, apiVersion.indexOf("/"))}` : kind;
};

/** NewInvalid: `problems` as "spec.replicas: Invalid value: ..."; those that say the same are told once (ToAggregate). */
export function invalid(kind: Kind, name: string, problems: string[]): ApiError {
  const distinct = [...new Set(problems)];
  const list = distinct.length === 1 ? `${distinct[0]}` : `[${distinct.join(", ")}]`;
  return {
    code: 422,
    reason: "Invalid",
    message: `${groupKind(kind)} ${JSON.stringify(name)} is invalid: ${list}`,
    causes: problems.map((problem) => {
      const colon = problem.indexOf(": ");
      return { field: problem.slice(0, colon), message: problem.slice(colon + 2) };
    }),
    details: { kind, name },
  };
}

/** 400, with why. */
export const badRequest = (message: string): ApiError => ({ code: 400, reason: "BadRequest", message });
