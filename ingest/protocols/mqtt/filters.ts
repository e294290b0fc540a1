/** Topic filters (chapter 4.7). */

/** Whether every topic that `asked` matches is matched by `granted`, too; never for topics that begin with `$`. */
export function covers(granted: string, asked: string): boolean {
  if (asked.startsWith('$')) return false;
  const grantedLevels = granted.split('/');
  const askedLevels = asked.split('/');
  for (const [i, level] of grantedLevels.entries()) {
    if (level === '#') return true;
    const wanted = askedLevels[i];
    if (wanted === undefined || wanted === '#') return false;
    if (level !== '+' && level !== wanted) return false;
  }
  return askedLevels.length === grantedLevels.length;
}
