/** Scores from 0 to MAX_SCORE. Kubernetes 1.36, pkg/scheduler/framework/plugins/helper/normalize_score.go. */

export const MAX_SCORE = 100;

/** DefaultNormalizeScore: in proportion to the largest; `reverse` makes the largest 0. */
export function proportional(scores: number[], reverse: boolean): number[] {
  let most = 0;
  for (const score of scores) if (score > most) most = score;
  if (most === 0) return reverse ? scores.map(() => MAX_SCORE) : scores;
  return scores.map((score) => {
    const share = Math.trunc((MAX_SCORE * score) / most);
    return reverse ? MAX_SCORE - share : share;
  });
}
