import { expect, test } from 'vitest';
import { TripBook } from '#dashboard/server/trips/book.ts';
import { eventWith } from '../../core/trip/support.ts';

const idOf = (n: number) => n.toString(16).padStart(32, '0');

test('beyond its bound the book lets go of trips that are over, then of the oldest', () => {
  const book = new TripBook(3);
  for (let n = 1; n <= 3; n++) book.apply(eventWith('plan', 0, { tripId: idOf(n) }), n);
  book.apply(eventWith('cancel', 1, { tripId: idOf(2) }), 4);
  book.apply(eventWith('plan', 0, { tripId: idOf(4) }), 5);
  expect([...book.entries()].map(({ trip }) => trip.tripId)).toEqual([1, 3, 4].map(idOf));
  expect(book.unfinishedForgotten).toBe(0);
  book.apply(eventWith('plan', 0, { tripId: idOf(5) }), 6);
  expect(book.get(idOf(1))).toBeUndefined();
  expect([book.size, book.unfinishedForgotten]).toEqual([3, 1]);
  expect([...book.ofVehicle(eventWith('plan', 0).plan.vehicleKey)].length).toBe(3);
});

test('the history keeps the newest steps', () => {
  const book = new TripBook(10);
  book.apply(eventWith('plan', 0), 0);
  for (let version = 1; version <= 60; version++)
    book.apply(eventWith('amend', version, { reason: `${version}` }), version);
  const { steps } = book.get(eventWith('plan', 0).tripId)!;
  expect([steps.length, steps[0]!.reason, steps.at(-1)!.version]).toEqual([50, '11', 61]);
});
