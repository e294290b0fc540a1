/** How a group's leader shares partitions out: evenly, nothing twice, nothing for long with nobody, few moves. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOut } from '#runtime/log/kafka/membership.ts';

type Held = { member: string; owned: number[] }[];

/** One round: what each member has afterwards. */
const round = (partitions: number, members: Held): Held =>
  [...shareOut(partitions, members)].map(([member, owned]) => ({ member, owned }));

test('from any claims, two rounds make even shares, and a third changes nothing', () => {
  let moved = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 9 }),
      fc.array(fc.nat(9), { minLength: 40, maxLength: 40 }),
      (partitions, names, claims) => {
        // A tenth of the draws: nobody. The last member has just come.
        const members: Held = names.map((member, index) => ({
          member,
          owned: claims.flatMap((by, partition) =>
            by === index && partition < partitions && index < names.length - 1 ? [partition] : [],
          ),
        }));
        const first = round(partitions, members);
        for (const { member, owned } of first) {
          const had = members.find((other) => other.member === member)!.owned;
          const taken = owned.filter((partition) => !had.includes(partition));
          const elsewhere = members.flatMap((other) => other.owned);
          // Nobody is given what somebody still has.
          expect(taken.filter((partition) => elsewhere.includes(partition))).toEqual([]);
          moved += had.filter((partition) => !owned.includes(partition)).length;
          // Who has no more than an even share keeps all of it.
          const fair = Math.floor(partitions / names.length);
          if (had.length <= fair) expect(owned).toEqual(expect.arrayContaining(had));
        }
        const second = round(partitions, first);
        const sizes = second.map(({ owned }) => owned.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(second.flatMap(({ owned }) => owned).sort((a, b) => a - b)).toEqual(
          Array.from({ length: partitions }, (_, partition) => partition),
        );
        expect(round(partitions, second)).toEqual(second);
      },
    ),
    { numRuns: 300 },
  );
  expect(moved).toBeGreaterThan(50);
});
