import type { Scenario } from '../scenario.ts';
import { driving } from './driving.ts';
import { links } from './links.ts';
import { papers } from './papers.ts';
import { routes } from './routes.ts';
import { scales } from './scales.ts';
import { terminals } from './terminals.ts';

/** One scenario per alert type the product implements; the first vehicles of a fleet take them in this order. */
export const scenarios: readonly Scenario[] = [
  ...driving,
  ...routes,
  ...links,
  ...terminals,
  ...papers,
  ...scales,
];
