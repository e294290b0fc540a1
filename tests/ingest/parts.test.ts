import fc from 'fast-check';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { authenticationCode, codeOf, FailureLimit, verifyCode } from '#ingest/authentication.ts';
import { IngestCounters } from '#ingest/counters.ts';
import { fingerprint, ResendWindow } from '#ingest/resend-window.ts';
import { Timed, TimerWheel } from '#ingest/timer-wheel.ts';

class Alarm extends Timed {
  readonly firedAt: number[] = [];
  onDeadline(nowMs: number): void {
    this.firedAt.push(nowMs);
  }
}

describe('the timer wheel', () => {
  test('fires every deadline once, never early, at most a slot late, whatever is moved or cleared', () => {
    let fired = 0;
    const action = fc.record({
      alarm: fc.nat(9),
      inMs: fc.integer({ min: 0, max: 900 }),
      what: fc.constantFrom('set', 'set', 'clear', 'step'),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        let now = 1_000;
        const wheel = new TimerWheel(10, 16, () => now);
        const alarms = Array.from({ length: 10 }, () => new Alarm());
        const due = new Map<Alarm, number>();
        const step = (ms: number) => {
          for (let k = 0; k < ms; k += 10) {
            now += 10;
            wheel.advance();
            for (const [alarm, deadline] of [...due]) {
              const last = alarm.firedAt.at(-1);
              if (last === now) {
                expect(now).toBeGreaterThanOrEqual(deadline);
                expect(now - deadline).toBeLessThanOrEqual(20);
                due.delete(alarm);
                fired++;
              } else expect(deadline).toBeGreaterThan(now - 20);
            }
          }
        };
        for (const { alarm: index, inMs, what } of actions) {
          const alarm = alarms[index]!;
          if (what === 'step') step(inMs);
          else if (what === 'clear') {
            wheel.clear(alarm);
            due.delete(alarm);
          } else {
            wheel.set(alarm, now + inMs);
            due.set(alarm, now + inMs);
          }
        }
        step(1_000);
        expect(due.size).toBe(0);
      }),
    );
    expect(fired).toBeGreaterThan(100);
  });

  test('visits every slot once after a long stall', () => {
    let now = 0;
    const wheel = new TimerWheel(10, 16, () => now);
    const alarms = [5, 155, 1_000].map((deadline) => {
      const alarm = new Alarm();
      wheel.set(alarm, deadline);
      return alarm;
    });
    now = 100_000;
    wheel.advance();
    expect(alarms.map((alarm) => alarm.firedAt)).toEqual([[100_000], [100_000], [100_000]]);
  });
});

describe('fingerprints', () => {
  test('differ for every single-bit change and shift, and agree for equal bytes', () => {
    const bytes = Uint8Array.from({ length: 61 }, (_, i) => (i * 37) & 0xff);
    const seen = new Set([fingerprint(bytes, 0, bytes.length)]);
    expect(fingerprint(Uint8Array.from(bytes), 0, bytes.length)).toBe([...seen][0]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
      seen.add(fingerprint(changed, 0, changed.length));
    }
    for (let end = 1; end < bytes.length; end++) seen.add(fingerprint(bytes, 0, end));
    expect(seen.size).toBe(1 + bytes.length * 8 + bytes.length - 1);
    for (const mark of seen) expect(Number.isSafeInteger(mark) && mark > 0).toBe(true);
  });

  test('hardly collide among a million counters', () => {
    const bytes = new Uint8Array(48);
    const view = new DataView(bytes.buffer);
    const seen = new Set<number>();
    for (let i = 0; i < 300_000; i++) {
      view.setUint16(10, i & 0xffff);
      view.setUint32(20, i >>> 16);
      view.setUint32(30, i * 7);
      seen.add(fingerprint(bytes, 0, bytes.length));
    }
    expect(seen.size).toBe(300_000);
  });

  test('are forgotten after the window or when their slot is taken', () => {
    const window = new ResendWindow(1_024, 100);
    window.remember(5, 0);
    expect(window.has(5, 99)).toBe(true);
    expect(window.has(5, 100)).toBe(false);
    expect(window.has(5 + 1_024, 50)).toBe(false);
    window.remember(5 + 1_024, 50);
    expect(window.has(5, 60)).toBe(false);
  });
});

describe('authentication codes', () => {
  const secret = Buffer.alloc(32, 9);
  test('fit one device, one installation, and carry the edition', () => {
    for (const edition of ['2011', '2013', '2019'] as const) {
      const code = Buffer.from(authenticationCode(secret, '13800000000', edition));
      expect(verifyCode(secret, '13800000000', code)).toBe(edition);
      expect(verifyCode(secret, '13800000001', code)).toBeNull();
      expect(verifyCode(Buffer.alloc(32, 8), '13800000000', code)).toBeNull();
      for (let at = 0; at < code.length; at++) {
        const changed = Buffer.from(code);
        changed[at] = changed[at]! ^ 1;
        expect(verifyCode(secret, '13800000000', changed)).toBeNull();
      }
    }
  });

  test('are found in every body, or the body is truncated', () => {
    const whole = (text: string) => Buffer.from(text, 'latin1');
    expect(codeOf(whole('abc\0\0'), 0, 5, '2013')?.toString()).toBe('abc');
    expect(codeOf(whole('\x03abcIMEI'), 0, 8, '2019')?.toString()).toBe('abc');
    expect(codeOf(whole('\x09abc'), 0, 4, '2019')).toBeNull();
    expect(codeOf(whole(''), 0, 0, '2019')).toBeNull();
  });

  test('guessed wrongly use up a minute for that source alone, within bounds', () => {
    const limit = new FailureLimit(3);
    for (let i = 0; i < 3; i++) limit.failed('a', 0);
    expect(limit.exhausted('a', 59_999)).toBe(true);
    expect(limit.exhausted('a', 60_000)).toBe(false);
    expect(limit.exhausted('b', 0)).toBe(false);
    for (let i = 0; i < 20_000; i++) limit.failed(`source ${i}`, 1);
    expect(limit.exhausted('a', 1)).toBe(false);
  });
});

test('counters are served under their names and add up', async () => {
  const registry = new Registry();
  const counters = new IngestCounters();
  counters.register(registry);
  counters.frames = 7;
  counters.outcomes.acknowledged = 4;
  counters.outcomes.quarantined = 2;
  counters.held = 1;
  counters.fault('CHECKSUM_MISMATCH');
  for (const ms of [0.5, 3, 3, 9_999_999]) counters.latency(ms);
  for (let scrape = 0; scrape < 2; scrape++) {
    const text = await registry.metrics();
    expect(text).toContain('tizheng_ingest_frames_total 7');
    expect(text).toContain('tizheng_ingest_frame_outcomes_total{outcome="acknowledged"} 4');
    expect(text).toContain('tizheng_ingest_frame_outcomes_total{outcome="unpublished"} 0');
    expect(text).toContain('tizheng_ingest_faults_total{code="CHECKSUM_MISMATCH"} 1');
    expect(text).toContain('tizheng_ingest_ack_latency_ms_bucket{le="1"} 1');
    expect(text).toContain('tizheng_ingest_ack_latency_ms_bucket{le="4"} 3');
    expect(text).toContain('tizheng_ingest_ack_latency_ms_bucket{le="+Inf"} 4');
    expect(text).toContain('tizheng_ingest_ack_latency_ms_count 4');
  }
});
