/**
 * Something that stood in the way. `text` says when and why, where it lasted; `now` says it as it stands, where it does still; `section` is
 * the lesson section that explains it. `refuses`: it refused what somebody tried. From `fromMs` to `toMs` it stood there, as far as that is known.
 */
export type Obstacle = { text?: string; now?: string; section: string; refuses?: true; fromMs?: number; toMs?: number };
