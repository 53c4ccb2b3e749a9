/** Seconds of the fastest of a few runs, by the clock and of processor, and what it gave. */
export function timed<T>(runs: number, work: () => T) {
  let [seconds, cpuSeconds] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let value!: T;
  for (let k = 0; k < runs; k++) {
    const [begin, used] = [performance.now(), process.cpuUsage()];
    value = work();
    const { user, system } = process.cpuUsage(used);
    seconds = Math.min(seconds, (performance.now() - begin) / 1000);
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6);
  }
  return { seconds, cpuSeconds, value };
}

export const round = (value: number) => Number(value.toPrecision(4));

/** Prints one line: a measure beside a reference of the same run. */
export function say(
  measure: string,
  ours: { seconds: number; cpuSeconds: number },
  reference: { name: string; seconds: number } | null,
  more: object,
) {
  const beside =
    reference === null
      ? {}
      : {
          reference: reference.name,
          referenceSeconds: round(reference.seconds),
          timesFaster: round(reference.seconds / ours.seconds),
        };
  process.stdout.write(
    `${JSON.stringify({ bench: 'analysis', measure, seconds: round(ours.seconds), cpuSeconds: round(ours.cpuSeconds), ...beside, ...more })}\n`,
  );
}
