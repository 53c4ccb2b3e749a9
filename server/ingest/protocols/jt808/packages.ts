import type { Message } from './header.ts';

/** A message with the serials of all packages it came in. */
export type Whole = Message & { serials: number[] };

/** A message may come in this many packages, and so many messages may be under way at once; the oldest gives way. */
const PARTS_MAX = 64;
const OPEN_MAX = 4;

/**
 * Puts messages of several packages together, whatever order they come in: package k of n has the serial of the first plus k - 1
 * (JT/T 808-2019, 4.4.3). Returns the whole message when its last package is there, with the serials of all its packages: each is
 * acknowledged only when the whole is stored.
 */
export function createPackages() {
  const open = new Map<string, (Message | undefined)[]>();
  return {
    add(message: Message): Whole | { defect: string } | null {
      const { part } = message;
      if (!part) return { ...message, serials: [message.serial] };
      const { total, index } = part;
      if (index < 1 || index > total || total > PARTS_MAX)
        return { defect: `package ${index} of ${total}; there may be ${PARTS_MAX}` };
      const key = `${message.id}/${total}/${(message.serial - index + 1) & 0xffff}`;
      const parts = open.get(key) ?? new Array<Message | undefined>(total).fill(undefined);
      parts[index - 1] = message;
      open.delete(key);
      if (parts.every((one) => one !== undefined))
        return {
          ...parts[0]!,
          part: null,
          body: Buffer.concat(parts.map((one) => one!.body)),
          serials: parts.map((one) => one!.serial),
        };
      open.set(key, parts);
      if (open.size > OPEN_MAX) open.delete(open.keys().next().value!);
      return null;
    },
  };
}
