/** Ends all instances of an app that is deleted (core/deployment/impl/DeploymentActor.scala, stopRunnable). */
import type { Begin } from "./types.ts";

export const beginStop: Begin = ({ tracker }, app, done) => {
  const ending = new Set(tracker.ofApp(app.id).map(({ id }) => id));
  const finish = () => {
    if (ending.size === 0) done();
  };
  for (const id of ending) tracker.decommission(id);
  finish();
  return {
    changed({ instance, isGone }) {
      if (isGone && ending.delete(instance.id)) finish();
    },
  };
};
