/** Who wrote: a coloured circle with initials, or the app's boat. No picture is ever fetched. */
import type { JSX } from "preact";
import { Boat } from "./icon.tsx";
import { personOf, type Workspace } from "./workspace.ts";

export type Author = { id: string; name: string; isApp: boolean };

export function authorOf(workspace: Workspace, user: string, botId?: string): Author {
  const { app } = workspace;
  if (user === app.bot_user_id || botId === app.bot_id) return { id: app.bot_user_id, name: app.name, isApp: true };
  const person = personOf(workspace, user);
  return { id: user, name: person?.real_name ?? person?.name ?? user, isApp: person?.is_bot ?? botId !== undefined };
}

export function Avatar({ author }: { author: Author }): JSX.Element {
  if (author.isApp) {
    return (
      <span class="avatar app" aria-hidden="true">
        <Boat />
      </span>
    );
  }
  return (
    <span class={`avatar hue-${hueOf(author.id)}`} aria-hidden="true">
      {initials(author.name)}
    </span>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== "");
  return parts
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join("");
}

function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return sum % 6;
}
