import type { Decoded } from '../report.ts';
import { nothing } from '../report.ts';
import { known } from '../values.ts';
import type { Message } from './header.ts';
import { type Located, readBatch, readLocation } from './location.ts';
import { ID, nameOfTerminal, readAuthentication, readRegistration } from './messages.ts';

/** What a message of a terminal asks for. */
export type Ask =
  | { kind: 'register'; terminal: string }
  | { kind: 'authenticate'; code: string }
  | { kind: 'positions'; decoded: Decoded }
  | { kind: 'alive' }
  | { kind: 'time' }
  | { kind: 'unsupported'; detail: string }
  | { kind: 'wrong'; detail: string }
  /** Needs no answer: it is one. */
  | { kind: 'none' };

/** Reads what a whole message asks for. */
export function askOf(message: Message): Ask {
  if (message.encrypted) return { kind: 'unsupported', detail: 'encrypted bodies cannot be read' };
  return (
    READERS[message.id]?.(message) ?? {
      kind: 'unsupported',
      detail: `message 0x${message.id.toString(16).padStart(4, '0')}`,
    }
  );
}

const READERS: Record<number, (message: Message) => Ask> = {
  [ID.terminalAck]: () => ({ kind: 'none' }),
  [ID.heartbeat]: () => ({ kind: 'alive' }),
  [ID.logout]: () => ({ kind: 'alive' }),
  [ID.timeAsked]: () => ({ kind: 'time' }),
  [ID.register]({ body, version }) {
    const registration = readRegistration(body, version);
    return typeof registration === 'string'
      ? { kind: 'wrong', detail: registration }
      : { kind: 'register', terminal: nameOfTerminal(registration) };
  },
  [ID.authenticate]({ body, version }) {
    const code = readAuthentication(body, version);
    return code === null
      ? { kind: 'wrong', detail: 'the authentication code is no text' }
      : { kind: 'authenticate', code };
  },
  [ID.location]: ({ body, phone }) => positions(phone, [readLocation(body)]),
  [ID.locationAnswer]: ({ body, phone }) => positions(phone, [readLocation(body.subarray(2))]),
  [ID.batch]({ body, phone }) {
    const batch = readBatch(body);
    return typeof batch === 'string'
      ? { kind: 'wrong', detail: batch }
      : positions(phone, batch.locations);
  },
};

function positions(device: string, locations: readonly (Located | string)[]): Ask {
  const decoded = nothing(device);
  for (const location of locations) {
    if (typeof location === 'string') {
      decoded.left.push({ why: 'unreadable', detail: location });
      continue;
    }
    const { t, report, emergency, positioned, defect } = location;
    if (emergency)
      decoded.calls.push(
        known({
          t: t ?? undefined,
          position: positioned && report ? { lng: report.lng, lat: report.lat } : undefined,
        }),
      );
    if (!positioned)
      decoded.left.push({
        why: 'no-fix',
        detail: 'the receiver had no fix: this is an old position',
      });
    else if (report) decoded.reports.push(report);
    else decoded.left.push({ why: 'unreadable', detail: defect! });
  }
  const unread = decoded.left.find(({ why }) => why === 'unreadable');
  return unread && decoded.reports.length + decoded.calls.length === 0
    ? { kind: 'wrong', detail: unread.detail }
    : { kind: 'positions', decoded };
}
