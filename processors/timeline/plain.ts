/** Plain-JSON values: rule states are nothing else, so cloning and comparing them needs no cases. */

/** A deep copy of the same shape: what is built member by member would be another kind of object to the engine, and a larger one. */
export function clonePlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const copy = value.slice();
    for (let i = 0; i < copy.length; i++)
      if (typeof copy[i] === 'object') copy[i] = clonePlain(copy[i]);
    return copy as T;
  }
  const copy = { ...value } as Record<string, unknown>;
  for (const name in copy) if (typeof copy[name] === 'object') copy[name] = clonePlain(copy[name]);
  return copy as T;
}

/** As `clonePlain`, but one member has a copy already. */
export function cloneWith<T extends object>(value: T, member: string, copyOfMember: unknown): T {
  const copy = { ...value } as Record<string, unknown>;
  for (const name in copy) {
    if (name === member) copy[name] = copyOfMember;
    else if (typeof copy[name] === 'object') copy[name] = clonePlain(copy[name]);
  }
  return copy as T;
}

export function equalPlain(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!equalPlain(a[i], b[i])) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  // Most that differ do so early: nothing is listed before it is needed.
  let more = 0;
  for (const name in a) {
    if (!equalPlain((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
      return false;
    more++;
  }
  for (const _ in b) more--;
  return more === 0;
}
