/** What an app is doing: a task, and a plan of several. */
import type { PlanBlock, TaskCardBlock } from "@slack/types";
import type { JSX } from "preact";
import { Nodes } from "../text/draw.tsx";
import { richTextNodes } from "../text/rich.ts";
import { safeLink } from "../text/safe.ts";
import { Icon, type IconName } from "../view/icon.tsx";

const LOOKS: Record<TaskCardBlock["status"], { icon: IconName; word: string }> = {
  pending: { icon: "wait", word: "Waiting" },
  in_progress: { icon: "wait", word: "In progress" },
  complete: { icon: "check", word: "Done" },
  error: { icon: "alert", word: "Failed" },
};

export function TaskCard({ block }: { block: TaskCardBlock }): JSX.Element {
  const { icon, word } = LOOKS[block.status] ?? LOOKS.pending;
  return (
    <div class={`task ${block.status}`}>
      <p class="task-title">
        <Icon name={icon} />
        <span>{block.title}</span>
        <span class="task-word">{word}</span>
      </p>
      {block.details !== undefined && <Nodes nodes={richTextNodes(block.details)} />}
      {block.output !== undefined && <Nodes nodes={richTextNodes(block.output)} />}
      {block.sources !== undefined && block.sources.length > 0 && <Sources sources={block.sources} />}
    </div>
  );
}

function Sources({ sources }: { sources: NonNullable<TaskCardBlock["sources"]> }): JSX.Element {
  return (
    <p class="sources">
      {sources.map(({ url, text }) =>
        safeLink(url) === "" ? (
          <span key={url}>{text}</span>
        ) : (
          <a key={url} href={safeLink(url)} target="_blank" rel="noopener noreferrer">
            {text}
          </a>
        ),
      )}
    </p>
  );
}

export function Plan({ block }: { block: PlanBlock }): JSX.Element {
  return (
    <section class="plan" aria-label={block.title}>
      <h4>{block.title}</h4>
      {(block.tasks ?? []).map((task, index) => (
        <TaskCard key={String(task["task_id" as keyof typeof task] ?? index)} block={task as TaskCardBlock} />
      ))}
    </section>
  );
}
