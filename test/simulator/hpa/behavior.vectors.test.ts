// Defaults, rates and stabilization, row by row as upstream's own functions answered.
import { expect, test } from "@jest/globals";

import { completeBehavior } from "../../../src/simulator/kubernetes/hpa/defaults.ts";
import {
  convertDesiredReplicasWithBehaviorRate,
  convertDesiredReplicasWithRules,
} from "../../../src/simulator/kubernetes/hpa/limits.ts";
import {
  replicasChangePerPeriod,
  type ScaleEvents,
  withScaleEvent,
} from "../../../src/simulator/kubernetes/hpa/scale-events.ts";
import {
  stabilizeRecommendation,
  stabilizeRecommendationWithBehaviors,
} from "../../../src/simulator/kubernetes/hpa/stabilize.ts";
import type { ScalingRules } from "../../../src/simulator/kubernetes/objects.ts";
import { ago, firstFailures, NOW, oracleRows, overVectors, tableRows } from "./vectors.ts";

type Aged = { ageSec: number; change: number }[] | null;
type BehaviorRow = {
  current: number;
  desired: number;
  min: number;
  max: number;
  upEvents: Aged;
  downEvents: Aged;
  scaleUp?: ScalingRules | null;
  scaleDown?: ScalingRules | null;
  scaleUpDefaulted: ScalingRules;
  scaleDownDefaulted: ScalingRules;
  expect: { message: string; reason: string; replicas: number };
};

const aged = (events: Aged): ScaleEvents => (events ?? []).map(({ ageSec, change }) => ({ at: ago(ageSec), change }));

overVectors("hpa-oracle-behavior.json", () => {
  const rows = oracleRows<BehaviorRow>("hpa-oracle-behavior.json");
  const behaviorOf = ({ scaleUp, scaleDown }: BehaviorRow) =>
    completeBehavior({ ...(scaleUp ? { scaleUp } : {}), ...(scaleDown ? { scaleDown } : {}) });

  test("every row's defaults", () => {
    const failures = firstFailures(rows, (row) => ({
      got: behaviorOf(row),
      wanted: {
        scaleUp: row.scaleUpDefaulted,
        // An open scale-down window is filled in later, by the controller's flag.
        scaleDown: { stabilizationWindowSeconds: 300, ...row.scaleDownDefaulted },
      },
    }));
    expect(rows.length).toBeGreaterThan(900);
    expect(failures).toEqual([]);
  });

  test("every row's limits", () => {
    const failures = firstFailures(rows, (row) => {
      const { replicas, reason, message } = convertDesiredReplicasWithBehaviorRate(
        { currentReplicas: row.current, desiredReplicas: row.desired, minReplicas: row.min, maxReplicas: row.max },
        behaviorOf(row),
        { recommendations: [], scaleUps: aged(row.upEvents), scaleDowns: aged(row.downEvents) },
        NOW,
      );
      return { got: { message, reason, replicas }, wanted: row.expect };
    });
    expect(failures).toEqual([]);
  });
});

type StabilizeRow = {
  current: number;
  desired: number;
  upWindow: number;
  downWindow: number;
  recommendations: { ageSec: number; replicas: number }[] | null;
  expect: {
    message: string;
    reason: string;
    recommendationsAfter: { ageSec: number; replicas: number }[];
    replicas: number;
  };
};

const windows = (up: number, down: number) =>
  completeBehavior({
    scaleUp: { stabilizationWindowSeconds: up },
    scaleDown: { stabilizationWindowSeconds: down },
  });

overVectors("hpa-oracle-stabilize.json", () => {
  test("every row, with the log that is left", () => {
    const rows = oracleRows<StabilizeRow>("hpa-oracle-stabilize.json");
    const failures = firstFailures(rows, (row) => {
      const log = (row.recommendations ?? []).map(({ ageSec, replicas }) => ({ at: ago(ageSec), replicas }));
      const moment = { currentReplicas: row.current, desiredReplicas: row.desired, now: NOW };
      const got = stabilizeRecommendationWithBehaviors(log, windows(row.upWindow, row.downWindow), moment);
      return {
        got: [
          got.message,
          got.reason,
          got.recommendations.map(({ at, replicas }) => [(NOW - at) / 1_000, replicas]),
          got.replicas,
        ],
        wanted: [
          row.expect.message,
          row.expect.reason,
          row.expect.recommendationsAfter.map(({ ageSec, replicas }) => [ageSec, replicas]),
          row.expect.replicas,
        ],
      };
    });
    expect(rows.length).toBeGreaterThan(300);
    expect(failures).toEqual([]);
  });
});

type Captured = { replicaChange: number; timestamp: { relSec: number } };
const captured = (events: Captured[] | undefined): ScaleEvents =>
  (events ?? []).map(({ replicaChange, timestamp }) => ({ at: ago(-timestamp.relSec), change: replicaChange }));

overVectors("hpa-scaling-rules.json", () => {
  const table = <Row>(name: string) => tableRows<Row>("hpa-scaling-rules.json", name).map(({ case: row }) => row);

  test("TestScalingWithRules; left out are rows with testThis, which upstream skips too", () => {
    type Row = {
      testThis: boolean;
      currentReplicas: number;
      prenormalizedDesiredReplicas: number;
      specMinReplicas: number;
      specMaxReplicas: number;
      scaleUpEvents?: Captured[];
      scaleDownEvents?: Captured[];
      scaleUpRules?: ScalingRules;
      scaleDownRules?: ScalingRules;
      expectedReplicas: number;
      expectedCondition: string;
    };
    const rows = table<Row>("TestScalingWithRules").filter(({ testThis }) => !testThis);
    const failures = firstFailures(rows, (row) => {
      const got = convertDesiredReplicasWithBehaviorRate(
        {
          currentReplicas: row.currentReplicas,
          desiredReplicas: row.prenormalizedDesiredReplicas,
          minReplicas: row.specMinReplicas,
          maxReplicas: row.specMaxReplicas,
        },
        completeBehavior({
          ...(row.scaleUpRules ? { scaleUp: row.scaleUpRules } : {}),
          ...(row.scaleDownRules ? { scaleDown: row.scaleDownRules } : {}),
        }),
        { recommendations: [], scaleUps: captured(row.scaleUpEvents), scaleDowns: captured(row.scaleDownEvents) },
        NOW,
      );
      return { got: [got.replicas, got.reason], wanted: [row.expectedReplicas, row.expectedCondition] };
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(failures).toEqual([]);
  });

  test("TestConvertDesiredReplicasWithRules, with the scale-up factor of 8 that upstream sets for it", () => {
    type Row = {
      currentReplicas: number;
      expectedDesiredReplicas: number;
      hpaMinReplicas: number;
      hpaMaxReplicas: number;
      expectedConvertedDesiredReplicas: number;
      expectedCondition: string;
    };
    const rows = table<Row>("TestConvertDesiredReplicasWithRules");
    const failures = firstFailures(rows, (row) => {
      const wish = {
        currentReplicas: row.currentReplicas,
        desiredReplicas: row.expectedDesiredReplicas,
        minReplicas: row.hpaMinReplicas,
        maxReplicas: row.hpaMaxReplicas,
      };
      const got = convertDesiredReplicasWithRules(wish, { factor: 8, minimum: 4 });
      return {
        got: [got.replicas, got.reason],
        wanted: [row.expectedConvertedDesiredReplicas, row.expectedCondition],
      };
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  type Log = { recommendation: number; timestamp: { relSec: number } }[];
  const log = (entries: Log | undefined) =>
    (entries ?? []).map(({ recommendation, timestamp }) => ({
      at: ago(-timestamp.relSec),
      replicas: recommendation,
    }));

  test("TestNormalizeDesiredReplicas: the log without spec.behavior", () => {
    type Row = {
      prenormalizedDesiredReplicas: number;
      recommendations?: Log;
      expectedStabilizedReplicas: number;
      expectedLogLength: number;
    };
    const rows = table<Row>("TestNormalizeDesiredReplicas");
    const failures = firstFailures(rows, (row) => {
      const got = stabilizeRecommendation(log(row.recommendations), row.prenormalizedDesiredReplicas, NOW);
      return {
        got: [got.replicas, got.recommendations.length],
        wanted: [row.expectedStabilizedReplicas, row.expectedLogLength],
      };
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  test("TestNormalizeDesiredReplicasWithBehavior: both windows", () => {
    type Row = {
      currentReplicas: number;
      prenormalizedDesiredReplicas: number;
      recommendations?: Log;
      expectedRecommendations?: Log;
      expectedStabilizedReplicas: number;
      scaleUpStabilizationWindowSeconds: number;
      scaleDownStabilizationWindowSeconds: number;
    };
    const rows = table<Row>("TestNormalizeDesiredReplicasWithBehavior");
    const failures = firstFailures(rows, (row) => {
      const got = stabilizeRecommendationWithBehaviors(
        log(row.recommendations),
        windows(row.scaleUpStabilizationWindowSeconds, row.scaleDownStabilizationWindowSeconds),
        {
          currentReplicas: row.currentReplicas,
          desiredReplicas: row.prenormalizedDesiredReplicas,
          now: NOW,
        },
      );
      // A row without an expected log does not look at it.
      const left = row.expectedRecommendations && got.recommendations.map(({ replicas }) => replicas);
      const expected = row.expectedRecommendations?.map(({ recommendation }) => recommendation);
      return { got: [got.replicas, left], wanted: [row.expectedStabilizedReplicas, expected] };
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  test("TestStoreScaleEvents", () => {
    type Row = {
      prevScaleEvents: Captured[];
      newScaleEvents: Captured[];
      replicaChange: number;
      expectedReplicasChange: number;
      scalingRules?: { policies: NonNullable<ScalingRules["policies"]> };
    };
    const rows = table<Row>("TestStoreScaleEvents");
    const failures = firstFailures(rows, (row) => {
      const before = captured(row.prevScaleEvents);
      const policies = row.scalingRules?.policies ?? [];
      const period = Math.max(0, ...policies.map(({ periodSeconds }) => periodSeconds));
      // Without spec.behavior (a row without rules) reconcileHpa stores nothing.
      const after = row.scalingRules ? withScaleEvent(before, row.replicaChange, policies, NOW) : before;
      return {
        got: [replicasChangePerPeriod(period, before, NOW), after.map(({ change }) => change)],
        wanted: [row.expectedReplicasChange, row.newScaleEvents.map(({ replicaChange }) => replicaChange)],
      };
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });
});
