/** Those of a tree that lie below themselves, each named with what it lies below. */
export function belowItself(parentOf: ReadonlyMap<string, string | null>): Set<string> {
  const found = new Set<string>();
  for (const start of parentOf.keys()) {
    const seen = new Set<string>();
    let above = parentOf.get(start) ?? null;
    while (above !== null && above !== start && !seen.has(above)) {
      seen.add(above);
      above = parentOf.get(above) ?? null;
    }
    if (above === start) found.add(start);
  }
  return found;
}
