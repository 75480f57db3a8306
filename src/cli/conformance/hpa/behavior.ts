/** Rules, rates and stabilization: hpa-oracle-behavior, hpa-oracle-stabilize, hpa-scaling-rules. */
import { completeBehavior } from "../../../simulator/kubernetes/hpa/behavior.ts";
import {
  convertDesiredReplicasWithBehaviorRate,
  convertDesiredReplicasWithRules,
} from "../../../simulator/kubernetes/hpa/limits.ts";
import { replicasChangePerPeriod, storeScaleEvent } from "../../../simulator/kubernetes/hpa/scale-events.ts";
import {
  stabilizeRecommendation,
  stabilizeRecommendationWithBehaviors,
} from "../../../simulator/kubernetes/hpa/stabilize.ts";
import type { Adapt } from "../adapters.ts";
import { ago, eachRow, hpaOf, NOW, TEST_SETTINGS, timeOf, type Foreign } from "./values.ts";

/** The rules with nothing left open: defaulted by the API server, then by the controller's flags. */
function rulesOf(scaleUp: Foreign, scaleDown: Foreign) {
  const behavior = { ...(scaleUp && { scaleUp }), ...(scaleDown && { scaleDown }) };
  const { spec } = hpaOf({ scaleTargetRef: { kind: "", name: "" }, maxReplicas: 1, behavior }, { desiredReplicas: 0 });
  const defaulted = spec.behavior ?? {};
  return { defaulted, complete: completeBehavior(defaulted, TEST_SETTINGS) };
}

const aged = (events: Foreign) => (events ?? []).map(({ ageSec, change }: Foreign) => ({ at: ago(ageSec), change }));

const captured = (events: Foreign) =>
  (events ?? []).map(({ replicaChange, timestamp }: Foreign) => ({ at: timeOf(timestamp), change: replicaChange }));

const logOf = (entries: Foreign) =>
  (entries ?? []).map(({ recommendation, timestamp }: Foreign) => ({
    at: timeOf(timestamp),
    replicas: recommendation,
  }));

export const behaviorOracle: Adapt = (file, sheet) => {
  for (const [i, row] of file.cases.entries()) {
    sheet.row(`${i}`, (check) => {
      const { defaulted, complete } = rulesOf(row.scaleUp, row.scaleDown);
      check.equal(defaulted.scaleUp, row.scaleUpDefaulted, "scaleUp defaulted");
      check.equal(defaulted.scaleDown, row.scaleDownDefaulted, "scaleDown defaulted");
      const { replicas, reason, message } = convertDesiredReplicasWithBehaviorRate(
        { currentReplicas: row.current, desiredReplicas: row.desired, minReplicas: row.min, maxReplicas: row.max },
        complete,
        { scaleUps: aged(row.upEvents), scaleDowns: aged(row.downEvents) },
        NOW,
      );
      check.equal({ message, reason, replicas }, row.expect);
    });
  }
};

export const stabilizeOracle: Adapt = (file, sheet) => {
  for (const [i, row] of file.cases.entries()) {
    sheet.row(`${i}`, (check) => {
      const log = (row.recommendations ?? []).map((one: Foreign) => ({ at: ago(one.ageSec), replicas: one.replicas }));
      const up = { stabilizationWindowSeconds: row.upWindow };
      const { complete } = rulesOf(up, { stabilizationWindowSeconds: row.downWindow });
      const moment = { currentReplicas: row.current, desiredReplicas: row.desired, now: NOW };
      const got = stabilizeRecommendationWithBehaviors(log, complete, moment);
      const recommendationsAfter = got.recommendations.map(({ at, replicas }) => ({
        ageSec: (NOW - at) / 1_000,
        replicas,
      }));
      check.equal(
        { message: got.message, reason: got.reason, recommendationsAfter, replicas: got.replicas },
        row.expect,
      );
    });
  }
};

/** storeScaleEvent in the direction that the row does not name: upstream's test runs both. */
function storedBothWays(row: Foreign) {
  const before = captured(row.prevScaleEvents);
  const rules = row.scalingRules && rulesOf(row.scalingRules, row.scalingRules).complete;
  const state = { scaleUps: before, scaleDowns: before };
  const up = storeScaleEvent(state, rules, { from: 10, to: 10 + row.replicaChange, now: NOW });
  const down = storeScaleEvent(state, rules, { from: 10, to: 10 - row.replicaChange, now: NOW });
  return [up.scaleUps, down.scaleDowns].map((events) => events.map(({ change }) => change));
}

export const scalingRules: Adapt = (file, sheet) => {
  const skipped = (file.tests.TestScalingWithRules?.cases ?? []).filter(({ case: row }: Foreign) => row.testThis);
  if (skipped.length > 0)
    sheet.leaveOut(
      "TestScalingWithRules",
      skipped.length,
      "testThis is set: upstream returns before it checks anything",
    );
  for (const { i, case: row } of file.tests.TestScalingWithRules?.cases ?? []) {
    if (row.testThis) continue;
    sheet.row(`TestScalingWithRules ${i} ${row.name}`, (check) => {
      const { replicas, reason } = convertDesiredReplicasWithBehaviorRate(
        {
          currentReplicas: row.currentReplicas,
          desiredReplicas: row.prenormalizedDesiredReplicas,
          minReplicas: row.specMinReplicas,
          maxReplicas: row.specMaxReplicas,
        },
        rulesOf(row.scaleUpRules, row.scaleDownRules).complete,
        { scaleUps: captured(row.scaleUpEvents), scaleDowns: captured(row.scaleDownEvents) },
        NOW,
      );
      check.equal([replicas, reason], [row.expectedReplicas, row.expectedCondition]);
    });
  }
  eachRow(file, sheet, "TestConvertDesiredReplicasWithRules", (row, check) => {
    const wish = {
      currentReplicas: row.currentReplicas,
      desiredReplicas: row.expectedDesiredReplicas,
      minReplicas: row.hpaMinReplicas,
      maxReplicas: row.hpaMaxReplicas,
    };
    const { replicas, reason } = convertDesiredReplicasWithRules(wish, TEST_SETTINGS.legacyUpLimit);
    check.equal([replicas, reason], [row.expectedConvertedDesiredReplicas, row.expectedCondition]);
  });
  eachRow(file, sheet, "TestNormalizeDesiredReplicas", (row, check) => {
    const desiredReplicas = row.prenormalizedDesiredReplicas;
    const moment = { desiredReplicas, windowSeconds: TEST_SETTINGS.downscaleStabilizationSeconds, now: NOW };
    const got = stabilizeRecommendation(logOf(row.recommendations), moment);
    check.equal([got.replicas, got.recommendations.length], [row.expectedStabilizedReplicas, row.expectedLogLength]);
  });
  eachRow(file, sheet, "TestNormalizeDesiredReplicasWithBehavior", (row, check) => {
    const up = { stabilizationWindowSeconds: row.scaleUpStabilizationWindowSeconds };
    const { complete } = rulesOf(up, { stabilizationWindowSeconds: row.scaleDownStabilizationWindowSeconds });
    const { currentReplicas, prenormalizedDesiredReplicas: desiredReplicas } = row;
    const got = stabilizeRecommendationWithBehaviors(logOf(row.recommendations), complete, {
      currentReplicas,
      desiredReplicas,
      now: NOW,
    });
    check.equal(got.replicas, row.expectedStabilizedReplicas);
    // A row without an expected log does not look at it.
    if (!row.expectedRecommendations) return;
    const left = got.recommendations.map(({ replicas }) => replicas);
    check.equal(
      left,
      row.expectedRecommendations.map(({ recommendation }: Foreign) => recommendation),
      "the log",
    );
  });
  eachRow(file, sheet, "TestStoreScaleEvents", (row, check) => {
    // Upstream's test asks for the change of the last 60 s, whatever the row's policies say.
    check.equal(replicasChangePerPeriod(60, captured(row.prevScaleEvents), NOW), row.expectedReplicasChange);
    const expected = (row.newScaleEvents ?? []).map(({ replicaChange }: Foreign) => replicaChange);
    check.equal(storedBothWays(row), [expected, expected], "the events");
  });
};
