/** What a flag is, and what is read of a command's flags. */

/** pflag's types; "strings" is split at commas (StringSlice), "texts" is not (StringArray). Both may be given again. */
export type FlagType = "text" | "texts" | "strings" | "bool" | "int" | "int32" | "int64" | "duration";

/**
 * `bare`: what the flag means without a value (a bool's is "true"). `value`: what it is when not given. `lacks`: real, but the lab has not
 * got it: why, in a sentence.
 */
export type Flag = {
  type: FlagType;
  short?: string;
  bare?: string;
  value?: string;
  required?: true;
  deprecated?: string;
  lacks?: string;
};
export type Flags = Readonly<Record<string, Flag>>;

/** `words` are what is no flag; `afterDash` those behind `--`; `warnings` whole lines of deprecated flags. */
export type FlagsRead = {
  ok: true;
  words: string[];
  afterDash: string[];
  values: ReadonlyMap<string, readonly string[]>;
  flags: Flags;
  warnings: string;
};
