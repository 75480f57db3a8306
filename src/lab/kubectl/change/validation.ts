/** `--validate`: what becomes of fields that a kind does not have. kubectl, pkg/cmd/util/helpers.go (GetValidationDirective). */
import type { FieldValidation } from "../../../simulator/kubernetes/manifest/write.ts";
import { textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import type { Report } from "./report.ts";

const DIRECTIVES: Record<string, FieldValidation> = { strict: "Strict", warn: "Warn", ignore: "Ignore" };

/** Nothing when the value is none, which is said. */
export function readValidation(read: FlagsRead, report: Report): FieldValidation | undefined {
  const text = textOf(read, "validate");
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return "Strict";
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return "Ignore";
  const directive = Object.hasOwn(DIRECTIVES, text) ? DIRECTIVES[text] : undefined;
  if (!directive)
    report.fail({
      message: `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
    });
  return directive;
}
