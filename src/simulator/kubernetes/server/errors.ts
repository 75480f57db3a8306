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
