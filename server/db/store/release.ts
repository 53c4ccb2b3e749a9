/** Whether a release, `major.minor.patch`, came before another. */
export function isOlder(release: string, than: string): boolean {
  const [a, b] = [release, than].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10)),
  );
  const first = a!.findIndex((part, k) => part !== b![k]);
  return first >= 0 && a![first]! < (b![first] ?? 0);
}
