import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_STORE_LIMITS } from '#runtime/store/protocol.ts';
import { boundedReadSettings, requestSettings } from '#runtime/store/request-settings.ts';
import { readStatement, StatementFault } from '#runtime/store/statement.ts';

const none = new Map<string, string>();
const codeOf = (run: () => unknown): number | null => {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof StatementFault) return error.code;
    throw error;
  }
};

describe('a statement', () => {
  test.each([
    ['SELECT 1', 'read'],
    ['  -- why\n /* and */ WITH x AS (SELECT 1) SELECT * FROM x;', 'read'],
    ['INSERT INTO dw.positions (a, b) FORMAT RowBinary', 'insert-rows'],
    ['insert into `dw`.`t` format TabSeparated', 'insert-rows'],
    ['INSERT INTO t SELECT 1', 'insert-query'],
    ['INSERT INTO t (* EXCEPT (a)) FORMAT CSV', 'insert-query'],
    ['CREATE DATABASE dw', 'command'],
  ])('%s is %s', (sql, kind) => {
    expect(readStatement(sql, none).kind).toBe(kind);
  });

  test('keeps target, columns and format', () => {
    expect(readStatement('INSERT INTO dw.t (a,  b)\nFORMAT RowBinary', none).target).toEqual({
      table: 'dw.t',
      columns: ['a', 'b'],
      format: 'RowBinary',
    });
  });

  test('is refused when there are several, but not for a semicolon in text, name or comment', () => {
    expect(codeOf(() => readStatement('SELECT 1; DROP TABLE t', none))).toBe(62);
    expect(codeOf(() => readStatement(" /* nothing */ ; -- ';'", none))).toBe(62);
    for (const sql of [
      "SELECT ';'",
      'SELECT `a;b` FROM t',
      'SELECT 1 -- ; x\n',
      "SELECT 'it''s; \\'; x'",
    ]) {
      expect(codeOf(() => readStatement(sql, none))).toBeNull();
    }
  });

  test('binds by name and type, and only outside of text', () => {
    const params = new Map([
      ['id', "x'\\\\y"],
      ['list', "['a\\'b']"],
      ['table', 'po`s'],
      ['none', '\\N'],
    ]);
    const sql =
      "SELECT '{id:String}', {id:String}, {list:Array(String)}, {none:Nullable(UInt8)} FROM {table:Identifier}";
    expect(readStatement(sql, params).sql).toBe(
      "SELECT '{id:String}', _CAST('x\\'\\\\y', 'String'), _CAST('[\\'a\\\\\\'b\\']', 'Array(String)'), _CAST(NULL, 'Nullable(UInt8)') FROM `po\\`s`",
    );
    expect(codeOf(() => readStatement('SELECT {lost:UInt8}', params))).toBe(456);
  });

  test('no value leaves its literal', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '\\', '`', ';', '{', 'a', '\n', '-') }),
        (value) => {
          const { sql } = readStatement('SELECT {v:Array(String)} AS x', new Map([['v', value]]));
          // Reading the bound statement again must find one statement, the literal skipped whole.
          expect(readStatement(sql, none).sql).toBe(sql);
          expect(sql.endsWith(", 'Array(String)') AS x")).toBe(true);
        },
      ),
    );
  });
});

describe('settings of a request', () => {
  test('pass from a closed list; the rest is refused by name', () => {
    const query = new URLSearchParams(
      'query=x&query_id=1&param_a=2&database=default&max_threads=1&insert_deduplication_token=a:0-1',
    );
    expect([...requestSettings(query)]).toEqual([
      ['max_threads', '1'],
      ['insert_deduplication_token', 'a:0-1'],
    ]);
    for (const bad of [
      'allow_ddl=1',
      'async_insert=1',
      'database=dw',
      'log_queries=0',
      "output_format_'=1",
    ]) {
      expect(
        codeOf(() => requestSettings(new URLSearchParams(bad))),
        bad,
      ).toBe(452);
    }
    expect(codeOf(() => requestSettings(new URLSearchParams('session_id=s')))).toBe(372);
  });

  test('a read may tighten the bounds, never loosen them', () => {
    const limits = { ...DEFAULT_STORE_LIMITS, readSecondsMax: 60 };
    const bounded = (value: string) =>
      boundedReadSettings(new Map([['max_execution_time', value]]), limits);
    expect(bounded('5')).toContain('max_execution_time=5,');
    for (const loose of ['0', '600', '-1', 'x'])
      expect(bounded(loose)).toContain('max_execution_time=60,');
  });
});
