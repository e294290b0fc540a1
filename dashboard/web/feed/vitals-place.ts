/** An indicator as the page's address names it, so that a phone opens what the wall shows. No DOM. */
import { SCOPE_KINDS, type ScopeKind } from '#core/indicator.ts';

interface Place {
  indicatorId: string;
  scope: { kind: ScopeKind; id: string };
  by: ScopeKind;
  atMs: number | null;
}

/** `#indicator=<id>&scope=<kind>:<id>&by=<kind>[&at=<window start>]` */
export function placeOf({ indicatorId, scope, by, atMs }: Place): string {
  const parts = new URLSearchParams({
    indicator: indicatorId,
    scope: `${scope.kind}:${scope.id}`,
    by,
    ...(atMs === null ? {} : { at: String(atMs) }),
  });
  return `#${parts}`;
}

/** Null = the address names none, or one that cannot be. */
export function parsePlace(hash: string): Place | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const indicatorId = parts.get('indicator');
  const [, kind, id] = /^(\w+):(.+)$/.exec(parts.get('scope') ?? '') ?? [];
  const by = parts.get('by') ?? 'region';
  if (!indicatorId || !isKind(kind) || !id || !isKind(by)) return null;
  const at = Number(parts.get('at'));
  const atMs = Number.isSafeInteger(at) && at > 0 ? at : null;
  return { indicatorId, scope: { kind, id }, by, atMs };
}

function isKind(text: string | undefined): text is ScopeKind {
  return (SCOPE_KINDS as readonly (string | undefined)[]).includes(text);
}
