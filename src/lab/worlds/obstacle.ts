/**
 * Something that stood in the way of what people did. `text` says when and why; `now` says it as it stands, where it does still; `section`
 * is the lesson section that explains it.
 */
export type Obstacle = { text: string; now?: string; section: string };
