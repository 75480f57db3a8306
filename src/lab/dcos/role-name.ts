/** What a Mesos role may be called (mesos, src/common/roles.cpp, validate). */

/** Why not, or nothing. */
export function roleProblem(role: string): string | undefined {
  if (role === "*") return undefined;
  if (role.startsWith("/")) return `Role '${role}' cannot start with a slash`;
  if (role.endsWith("/")) return `Role '${role}' cannot end with a slash`;
  if (role.includes("//")) return `Role '${role}' cannot contain two adjacent slashes`;
  if (role === "") return "Role names cannot be the empty string";
  return role
    .split("/")
    .map((component) => componentProblem(role, component))
    .find((problem) => problem !== undefined);
}

function componentProblem(role: string, component: string): string | undefined {
  if ([".", "..", "*"].includes(component)) return `Role '${role}' cannot include '${component}' as a component`;
  if (component.startsWith("-")) return `Role component '${component}' is invalid because it starts with a dash`;
  // oxlint-disable-next-line no-control-regex -- the characters that upstream lists
  if (/[\x09-\x0d\x20\x7f]/.test(component))
    return `Role component '${component}' is invalid because it contains backspace or whitespace`;
  return undefined;
}
