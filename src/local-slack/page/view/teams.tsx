/** The choice among several workspaces, where there are several. */
import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";

type Team = { team_id: string; name: string };

export function Teams({ here }: { here: string }): JSX.Element {
  const [teams, setTeams] = useState<readonly Team[]>([]);
  useEffect(() => {
    void fetch("/control/teams")
      .then((response) => (response.ok ? (response.json() as Promise<Team[]>) : []))
      .then(setTeams, () => setTeams([]));
  }, []);
  if (teams.length < 2) return <p class="faint">local workspace</p>;
  return (
    <select
      class="teams"
      aria-label="Workspace on show"
      value={here}
      onChange={({ currentTarget }) => {
        // Nothing of one workspace may be left in the other: the page begins anew.
        location.assign(currentTarget.value === teams[0]?.team_id ? "/" : `/?team=${currentTarget.value}`);
      }}
    >
      {teams.map(({ team_id, name }) => (
        <option key={team_id} value={team_id}>
          {name}
        </option>
      ))}
    </select>
  );
}
