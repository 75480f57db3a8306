/** What a newcomer may type first. In a channel a press fills the composer, so that the mention is seen; in a direct message it sends. */
import type { JSX } from "preact";
import type { Channel } from "../../protocol.ts";
import { fillDraft } from "./drafts.ts";
import { useWorkspace } from "./workspace.ts";

export function Prompts({ channel }: { channel: Channel }): JSX.Element | null {
  const { app, act, people } = useWorkspace();
  const knowsApp = channel.is_im || channel.members.includes(app.bot_user_id);
  if (app.prompts.length === 0 || !knowsApp || channel.is_archived) return null;
  const handle = people.find((person) => person.id === app.bot_user_id)?.name ?? app.name.toLowerCase();
  return (
    <div class="prompts" role="group" aria-label="Try one of these">
      <span class="quiet">Try</span>
      {app.prompts.map(({ title, message }) => (
        <button
          key={title}
          type="button"
          class="prompt"
          title={message}
          onClick={() => {
            if (channel.is_im) void act("say", { channel: channel.id, text: message });
            else fillDraft(channel.id, message.startsWith("/") ? message : `@${handle} ${message}`);
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
