/** `kubectl set`. */
import { createGroup } from "../subcommands.ts";
import { setEnv } from "./env.ts";
import { setImage } from "./image.ts";
import { setResources } from "./resources.ts";
import { setSelector } from "./selector.ts";
import { setServiceAccount } from "./service-account.ts";

export const set = createGroup("kubectl set", {
  env: setEnv,
  image: setImage,
  resources: setResources,
  selector: setSelector,
  serviceaccount: setServiceAccount,
  sa: setServiceAccount,
});
