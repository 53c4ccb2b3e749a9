/** People of a place as counted on a day, days since 1970. */
export interface Census {
  day: number;
  people: number;
}

/**
 * People of a place on each of some days: between two censuses by straight line, before the first and after the last as those say (SaTScan
 * user guide, "Population File"). At most one census a day.
 */
export function peopleByDay(censuses: readonly Census[], firstDay: number, days: number) {
  const known = [...censuses].sort((a, b) => a.day - b.day);
  let next = 0;
  return Float64Array.from({ length: days }, (_, k) => {
    const day = firstDay + k;
    while (next < known.length && known[next]!.day < day) next += 1;
    const [before, after] = [known[next - 1] ?? known[next]!, known[next] ?? known[next - 1]!];
    const share = after.day === before.day ? 0 : (day - before.day) / (after.day - before.day);
    return before.people + share * (after.people - before.people);
  });
}
