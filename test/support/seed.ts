// Property tests draw new examples on a developer's machine at each run, and the same ones in CI: a red CI can be had again.
import fc from "fast-check";

if (process.env["CI"]) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122 });
