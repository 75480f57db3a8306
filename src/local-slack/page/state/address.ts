/** Where the control API of the workspace on show is: `?team=T2` shows another workspace than the first. */
export function addressIn(search: string, path: string): string {
  const team = new URLSearchParams(search).get("team") ?? "";
  return team === "" ? `/control/${path}` : `/control/teams/${encodeURIComponent(team)}/${path}`;
}
