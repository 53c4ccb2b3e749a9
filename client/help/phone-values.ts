import type { Binding } from '../../server/contract/handhelds/binding.ts';
import type { HandedOut } from '../settings/handhelds/api.ts';

/** What is known of the handheld the page is read for; without one the page names what is to be put in. */
export interface PhoneFacts {
  /** Of this server, as the browser reaches it. */
  origin: string;
  handheld?: { id: number; code: string } | undefined;
  bindings?: readonly Binding[] | undefined;
  jt808Port?: number | null | undefined;
  handedOut?: HandedOut | undefined;
}

const OVER_HTTP = ['osmand', 'owntracks', 'overland'] as const;

/** Values of the holes in the page on phones. An address with its token is known only until the page that handed it out is left. */
export function phoneValues(facts: PhoneFacts): Record<string, string> {
  const { origin, handheld, bindings = [], jt808Port, handedOut } = facts;
  const standing = bindings.filter(({ revokedAt }) => revokedAt === null);
  const addressOf = (protocol: (typeof OVER_HTTP)[number]) => {
    if (handedOut?.address && handedOut.binding.protocol === protocol) return handedOut.address;
    const known = standing.find((binding) => binding.protocol === protocol);
    return `${origin}/in/${protocol}${known?.addressRange ? '' : '/<token>'}`;
  };
  const terminal = standing.find(({ protocol }) => protocol === 'jt808');
  return {
    ...Object.fromEntries(OVER_HTTP.map((protocol) => [protocol, addressOf(protocol)])),
    handheld: handheld?.code ?? '<handheld>',
    id: handheld ? String(handheld.id) : '<id>',
    server: new URL(origin).hostname,
    port: jt808Port ? String(jt808Port) : 'JT808_PORT',
    phone: terminal?.device ?? '<phone number>',
  };
}
