import type { NewBinding } from '../../../server/contract/handhelds/binding.ts';

/** How often and how far between positions an app is told to report: often enough to judge a patrol, s and m. */
const EVERY = { seconds: 10, metres: 5 } as const;

/**
 * What the app of a binding reads from a QR code to set itself up; null where it reads none. `address`: where it sends to. Sources: the URL
 * config of the OwnTracks booklet (`owntracks:///config?inline=`), and Traccar Client, which takes the address and its settings from the query.
 */
export function setUpCode(
  { protocol }: Pick<NewBinding, 'protocol'>,
  {
    address,
    handheld,
    sharedKey,
  }: { address: string; handheld: string; sharedKey?: string | undefined },
): string | null {
  if (protocol === 'osmand') {
    const query = new URLSearchParams({
      id: handheld,
      accuracy: 'high',
      interval: String(EVERY.seconds),
      distance: String(EVERY.metres),
    });
    return `${address}?${query}`;
  }
  if (protocol !== 'owntracks') return null;
  const configuration = {
    _type: 'configuration',
    mode: 3,
    url: address,
    deviceId: handheld,
    tid: handheld.slice(-2),
    monitoring: 2,
    moveModeLocatorInterval: EVERY.seconds,
    ...(sharedKey ? { encryptionKey: sharedKey } : {}),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(configuration));
  return `owntracks:///config?inline=${encodeURIComponent(btoa(String.fromCharCode(...bytes)))}`;
}
