// The entry of the local Slack's process. Compiled code is kept between runs: it halves the start and saves 30 MB,
// because TypeScript's types need not be stripped again. So everything else is imported only after that is on.
import { enableCompileCache, flushCompileCache } from "node:module";

enableCompileCache();
await import("./process.ts");
flushCompileCache();
