/** Result files of every shape as one table: name, figure, unit, spread, floor, goal, peer, verdict. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOALS, type Goal, PEERS, PER_CORE } from './goals.ts';

export interface Figure {
  file: string;
  name: string;
  value: number;
  /** Standard deviation of the rounds; null = one round, or no rate. */
  spread: number | null;
  unit: string;
}

export interface TableRow extends Figure {
  floor: number | null;
  goal: number | null;
  /** What the named peer reached. */
  peer: number | null;
  /** '' = nothing is promised of it. */
  verdict: '' | 'goal' | 'floor' | 'BELOW';
}

/** The shapes a result file may have: the harness', the log bench's rows, the store bench's table. */
interface ResultFile {
  results?: {
    name: string;
    unit: string;
    rounds: number;
    meanPerSecond: number;
    deviationPerSecond: number;
    meanPerCpuSecond: number;
    figures?: Record<string, number>;
  }[];
  rows?: unknown;
  table?: { name: string; value: number; unit: string }[];
}

export function figuresOf(file: string, content: ResultFile): Figure[] {
  const plain = (name: string, value: number, unit: string): Figure => ({
    file,
    name: name.trim(),
    value,
    spread: null,
    unit,
  });
  if (content.table !== undefined)
    return content.table.map(({ name, value, unit }) => plain(name, value, unit));
  if (Array.isArray(content.rows)) {
    return (content.rows as Record<string, unknown>[]).flatMap(({ what, ...figures }) => {
      const named = Object.entries(figures).find((entry): entry is [string, number] =>
        Number.isFinite(entry[1]),
      );
      return named === undefined ? [] : [plain(String(what), named[1], named[0])];
    });
  }
  return (content.results ?? []).flatMap((result) => {
    const rate: Figure = {
      file,
      name: result.name,
      value: result.meanPerSecond,
      spread: result.rounds > 1 ? result.deviationPerSecond : null,
      unit: `${result.unit}/s`,
    };
    const promised = GOALS.filter((goal) => goal.figure !== undefined && isOf(goal, rate));
    return [
      rate,
      ...promised.flatMap(({ figure, unit }) => {
        const value = figure === PER_CORE ? result.meanPerCpuSecond : result.figures?.[figure!];
        return value === undefined ? [] : [plain(result.name, value, unit!)];
      }),
    ];
  });
}

export function rowsOf(figures: readonly Figure[]): TableRow[] {
  return figures.map((figure) => {
    const goal = GOALS.find(
      (candidate) =>
        isOf(candidate, figure) &&
        (candidate.figure === undefined
          ? candidate.unit === undefined
          : candidate.unit === figure.unit) &&
        (candidate.figure !== undefined || !isPromisedFigure(figure)),
    );
    const named = PEERS.find(({ file, name }) => file === figure.file && name === figure.name);
    const peer = figures.find(({ file, name }) => file === named?.file && name === named?.peer);
    return {
      ...figure,
      floor: goal?.floor ?? null,
      goal: goal?.goal ?? null,
      peer: peer?.value ?? null,
      verdict: goal === undefined ? '' : verdictOf(figure.value, goal),
    };
  });
}

/** Every result file of a directory, or those named. */
export function readFigures(directory: string, only?: readonly string[]): Figure[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((file) => only === undefined || only.includes(file))
    .sort()
    .flatMap((file) =>
      figuresOf(file, JSON.parse(readFileSync(join(directory, `${file}.json`), 'utf8'))),
    );
}

export function printTable(rows: readonly TableRow[]): void {
  const shown = rows.map((row) => ({
    bench: row.file,
    name: row.name,
    figure: short(row.value),
    '±': row.spread === null ? '' : short(row.spread),
    unit: row.unit,
    floor: row.floor === null ? '' : short(row.floor),
    goal: row.goal === null ? '' : short(row.goal),
    peer: row.peer === null ? '' : short(row.peer),
    verdict: row.verdict,
  }));
  console.table(shown);
}

function isOf({ file, name }: Goal, figure: Figure): boolean {
  return file === figure.file && name.test(figure.name);
}

function isPromisedFigure(figure: Figure): boolean {
  return GOALS.some((goal) => goal.unit === figure.unit && isOf(goal, figure));
}

function verdictOf(value: number, { floor, goal, isCost }: Goal): TableRow['verdict'] {
  const reaches = (bound: number): boolean => (isCost ? value <= bound : value >= bound);
  if (reaches(goal)) return 'goal';
  return reaches(floor) ? 'floor' : 'BELOW';
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`;
  if (value >= 1e4) return `${(value / 1e3).toFixed(1)} k`;
  return value >= 100 ? value.toFixed(0) : String(Math.round(value * 100) / 100);
}
