import type { AuditEntry } from '#core/audit.ts';

export const entryOf = (what: string): AuditEntry => ({
  ...{ atMs: 1_780_000_000_000, action: 'track.read', actor: 'li.ming', role: 'dispatcher' },
  ...{ from: '10.0.0.1', what, subjects: ['0123456789abcdef'], query: { b: 1, a: 2 } },
  ...{ purpose: '', rows: 3, result: 'done' },
});
