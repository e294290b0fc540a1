/** Source protocols by their wire numbers. */
import { SOURCE_PROTOCOLS, type SourceProtocol } from '#core/report.ts';

const NAMES: SourceProtocol[] = [];
for (const [name, number] of Object.entries(SOURCE_PROTOCOLS))
  NAMES[number] = name as SourceProtocol;

/** A number of a later version is a protocol we do not know yet. */
export function protocolOfNumber(number: number): SourceProtocol {
  return NAMES[number] ?? 'unknown';
}
