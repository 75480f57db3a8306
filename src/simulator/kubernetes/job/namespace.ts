/** Whether a creation was refused because its namespace is going: nothing is said of that, and trying again is of no use. */
import type { ApiError } from "../api-server.ts";

/** corev1.NamespaceTerminatingCause. */
export const isNamespaceGoing = ({ causes }: ApiError) =>
  causes?.some(({ reason }) => reason === "NamespaceTerminating") ?? false;
