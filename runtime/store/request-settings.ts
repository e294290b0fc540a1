/** Which settings a request may carry in its URL. A closed list: what is not on it is refused by name. */

import type { StoreLimits } from './protocol.ts';
import { quote, StatementFault } from './statement.ts';

/** Transport parameters of the protocol; read elsewhere or without meaning for this front. */
const TRANSPORT = new Set([
  'query',
  'query_id',
  'log_comment',
  'default_format',
  'enable_http_compression',
  'wait_end_of_query',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'http_zlib_compression_level',
  'cancel_http_readonly_queries_on_client_close',
  'client_protocol_version',
]);

const ALLOWED = new Set([
  'insert_deduplication_token',
  'insert_deduplicate',
  'deduplicate_blocks_in_dependent_materialized_views',
  'async_insert',
  'wait_for_async_insert',
  'max_execution_time',
  'max_memory_usage',
  'max_threads',
  'max_block_size',
  'max_insert_block_size',
  'min_insert_block_size_rows',
  'min_insert_block_size_bytes',
  'max_result_rows',
  'max_result_bytes',
  'result_overflow_mode',
  'max_rows_to_read',
  'max_bytes_to_read',
  'read_overflow_mode',
  'max_partitions_per_insert_block',
  'final',
  'date_time_output_format',
  'date_time_input_format',
  'session_timezone',
  'join_algorithm',
  'use_query_cache',
]);
const ALLOWED_PREFIXES = ['input_format_', 'output_format_', 'optimize_'];

/**
 * Settings of one request.
 * @throws StatementFault 452 for a setting that is not on the list, 372 for a session.
 */
export function requestSettings(search: URLSearchParams): Map<string, string> {
  const settings = new Map<string, string>();
  for (const [name, value] of search) {
    if (TRANSPORT.has(name) || name.startsWith('param_')) continue;
    if (name === 'database') {
      if (value === 'default') continue;
      throw refused(name, 'name tables with their database');
    }
    if (name.startsWith('session_') && name !== 'session_timezone') {
      throw new StatementFault(372, 'SESSION_NOT_FOUND', 'The front keeps no sessions.');
    }
    if (!ALLOWED.has(name) && !ALLOWED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
      throw refused(name, 'it is not on the list of request settings');
    }
    if (!/^[a-z][a-z0-9_]*$/.test(name))
      throw refused(name.slice(0, 40), 'it is not a setting name');
    if (name === 'async_insert' && value !== '0') {
      throw refused(name, 'an acknowledged insert must be in its table');
    }
    settings.set(name, value);
  }
  return settings;
}

function refused(name: string, why: string): StatementFault {
  return new StatementFault(
    452,
    'SETTING_CONSTRAINT_VIOLATION',
    `Setting ${name} is refused: ${why}.`,
  );
}

/** Bounds for a read: the request may tighten them, never loosen. */
export function boundedReadSettings(settings: Map<string, string>, limits: StoreLimits): string {
  const bounded = new Map(settings);
  clamp(bounded, 'max_execution_time', limits.readSecondsMax);
  clamp(bounded, 'max_memory_usage', limits.statementMemoryBytesMax);
  clamp(bounded, 'max_result_bytes', limits.resultBytesMax);
  return settingsList(bounded);
}

/** As a SETTINGS clause lists them. */
export function settingsList(settings: ReadonlyMap<string, string>): string {
  return [...settings].map(([name, value]) => `${name}=${literal(value)}`).join(', ');
}

function clamp(settings: Map<string, string>, name: string, max: number): void {
  const asked = Number(settings.get(name) ?? 0);
  // 0 means "no limit" to the engine.
  settings.set(name, String(asked > 0 && asked < max ? asked : max));
}

function literal(value: string): string {
  return /^-?\d{1,15}(\.\d+)?$/.test(value) ? value : quote(value);
}
