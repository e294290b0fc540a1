/**
 * Is the vehicle being driven? 29,016 fixes of delivery rounds, every five seconds, labelled by people. The label
 * holds standing at lights for driving and walking for rest, so no clock by movement agrees with all of them;
 * the plain threshold of 5 km/h from step to step agrees with 82.4 %.
 */
import { describe, expect, test } from 'vitest';
import { drivingByClock, type LabelledFix, labelsPresent, readRounds } from './delivery-labels.ts';

describe.skipIf(!labelsPresent)(
  'labelled delivery rounds (skipped without the shared data set)',
  () => {
    const rounds = labelsPresent ? readRounds() : [];
    const fixes = rounds.flat();

    function agreement(said: (round: readonly LabelledFix[]) => boolean[]) {
      let right = 0;
      let walkedAsDriven = 0;
      for (const round of rounds) {
        said(round).forEach((driving, i) => {
          if (driving === round[i]!.isDriving) right++;
          else if (driving) walkedAsDriven++;
        });
      }
      return {
        percent: Math.round((right / fixes.length) * 10_000) / 100,
        walkedAsDriven,
      };
    }

    test('the whole set is there', () => {
      expect(rounds).toHaveLength(403);
      expect(fixes).toHaveLength(29_016);
    });

    test('the driving clock agrees with the labels more often than 5 km/h does', () => {
      const plain = agreement((round) => round.map(({ stepKmh }) => stepKmh > 5));
      const withSpeeds = agreement((round) => drivingByClock(round, 'of-steps'));
      const byPositions = agreement((round) => drivingByClock(round, 'none'));
      expect(plain.percent).toBe(82.38);
      expect(withSpeeds.percent).toBeGreaterThanOrEqual(87.3);
      expect(byPositions.percent).toBeGreaterThanOrEqual(86);
      // What costs a driver his hours is walking taken for driving: an eighth of what the threshold does.
      expect(plain.walkedAsDriven).toBe(2_409);
      expect(withSpeeds.walkedAsDriven).toBeLessThanOrEqual(300);
      expect(byPositions.walkedAsDriven).toBeLessThanOrEqual(400);
    });
  },
);
