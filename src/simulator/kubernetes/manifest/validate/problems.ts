/** What is wrong with an object's fields, in the API's words. Kubernetes 1.36, apimachinery, pkg/util/validation/field/errors.go. */

export type Problems = {
  required(path: string, detail?: string): void;
  invalid(path: string, value: unknown, detail: string): void;
  duplicate(path: string, value: unknown): void;
  unsupported(path: string, value: unknown, supported: string[]): void;
  forbidden(path: string, detail: string): void;
  tooMany(path: string, count: number, most: number): void;
  /** ValidateNonnegativeField; what is absent is 0. */
  notNegative(path: string, value: number | undefined): void;
  texts(): string[];
};

/** Numbers and texts as they are, anything else as JSON. */
const show = (value: unknown) => (value === undefined ? "null" : JSON.stringify(value));

export function createProblems(): Problems {
  const texts: string[] = [];
  const invalid = (path: string, value: unknown, detail: string) =>
    void texts.push(`${path}: Invalid value: ${show(value)}: ${detail}`);
  return {
    required: (path, detail) => void texts.push(`${path}: Required value${detail ? `: ${detail}` : ""}`),
    invalid,
    duplicate: (path, value) => void texts.push(`${path}: Duplicate value: ${show(value)}`),
    unsupported(path, value, supported) {
      const list = supported.map((each) => JSON.stringify(each)).join(", ");
      texts.push(`${path}: Unsupported value: ${show(value)}: supported values: ${list}`);
    },
    forbidden: (path, detail) => void texts.push(`${path}: Forbidden: ${detail}`),
    tooMany(path, count, most) {
      if (count > most) texts.push(`${path}: Too many: ${count}: must have at most ${most} items`);
    },
    notNegative(path, value) {
      if (value !== undefined && value < 0) invalid(path, value, "must be greater than or equal to 0");
    },
    texts: () => texts,
  };
}
