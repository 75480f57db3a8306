/** Several errors in one text: a single one as it is, more in brackets, equal ones once. apimachinery, pkg/util/errors/errors.go (Aggregate). */
export function aggregate(errors: string[]): string {
  const distinct = [...new Set(errors)];
  return distinct.length === 1 ? `${distinct[0]}` : `[${distinct.join(", ")}]`;
}
