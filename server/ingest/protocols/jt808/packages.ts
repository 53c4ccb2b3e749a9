import type { Message } from './header.ts';

/** A message with the serials of all packages it came in. */
export type Whole = Message & { serials: number[] };

/** Packages of a message that have not come: the serial its first one has or had, and their numbers from 1. */
export interface Missing {
  firstSerial: number;
  indices: number[];
}

/** A message may come in this many packages, and so many messages may be under way at once; the oldest gives way. */
const PARTS_MAX = 64;
const OPEN_MAX = 4;
/** So often what is missing is asked for; then the terminal has it no more. */
const ASKED_MAX = 3;

interface Open {
  firstSerial: number;
  parts: (Message | undefined)[];
  asked: number;
}

/**
 * Puts messages of several packages together, whatever order they come in: package k of n has the serial of the first plus k - 1
 * (JT/T 808-2019, 4.4.3). Returns the whole message when its last package is there, with the serials of all its packages: each is
 * acknowledged only when the whole is stored.
 */
export function createPackages() {
  const open = new Map<string, Open>();
  return {
    add(message: Message): Whole | { defect: string } | null {
      const { part } = message;
      if (!part) return { ...message, serials: [message.serial] };
      const { total, index } = part;
      if (index < 1 || index > total || total > PARTS_MAX)
        return { defect: `package ${index} of ${total}; there may be ${PARTS_MAX}` };
      const firstSerial = (message.serial - index + 1) & 0xffff;
      const key = `${message.id}/${total}/${firstSerial}`;
      const known = open.get(key) ?? {
        firstSerial,
        parts: new Array<Message | undefined>(total).fill(undefined),
        asked: 0,
      };
      const { parts } = known;
      parts[index - 1] = message;
      open.delete(key);
      if (parts.every((one) => one !== undefined))
        return {
          ...parts[0]!,
          part: null,
          body: Buffer.concat(parts.map((one) => one!.body)),
          serials: parts.map((one) => one!.serial),
        };
      open.set(key, known);
      if (open.size > OPEN_MAX) open.delete(open.keys().next().value!);
      return null;
    },
    /** What is to be asked for again, of each message at most ASKED_MAX times. */
    missing(): Missing[] {
      return [...open.values()]
        .filter(({ asked }) => asked < ASKED_MAX)
        .map((one) => {
          one.asked++;
          const indices = one.parts.flatMap((part, i) => (part ? [] : [i + 1]));
          return { firstSerial: one.firstSerial, indices };
        });
    },
  };
}
