/** How far a likeness is above a floor, 0 to 1. */
export function above(likeness: number, floor: number): number {
  return Math.max(0, likeness - floor) / (1 - floor);
}
