import type { Datum } from '../contract/areas/geo.ts';
import { findHandhelds, type HandheldRecord } from '../db/people/duty.ts';
import { askTogether } from '../db/store/ask-together.ts';
import type { Db } from '../db/store/open.ts';
import { type Brakes, createBrakes } from '../domain/accounts/brake.ts';
import { hashSecret, verifySecret } from '../domain/accounts/secret.ts';
import { Refusal } from '../errors.ts';

/** A handheld that has proven who it is. */
export interface Source {
  handheldId: number;
  datum: Datum;
  /** What it brings was recorded at any time before: that it comes now tells nothing of its clock. */
  isRecorded?: boolean;
}

/** Behind one address there may be many who are set up wrong. */
const ADDRESS = { free: 50 };
/** Addresses remembered by which handhelds were let in. */
const KNOWN_MAX = 100_000;
const NO_HASH = hashSecret('');
/** Names of handhelds looked up in one question: where thousands come back together, nobody waits for long to be let in. */
const NAMES_TOGETHER = 500;

/** Who tries to get in: by which name, and where from. */
export interface Attempt {
  name: string | null;
  address: string;
}

export interface DoorOptions {
  db: Db;
  now: () => number;
  brakes?: Brakes;
  /** Told of every attempt that failed, and why. */
  onFailed: (attempt: Attempt & { why: string }) => void;
}

/**
 * The door of handhelds, whatever wire they come by. Guessing is slowed down by name and by address; whoever was let in from an address is
 * not kept out there by what others guess elsewhere. Whether a name or its secret was wrong is not told.
 */
export function createDoor({ db, now, onFailed, brakes = createBrakes() }: DoorOptions) {
  const names = brakes.of('handheld');
  const addresses = brakes.of('handheld address', ADDRESS);
  const handheldOf = askTogether((codes: readonly string[]) => findHandhelds(db, codes), {
    most: NAMES_TOGETHER,
  });
  /** Where each name was let in last. */
  const usual = new Map<string, string>();

  /**
   * Lets in whom `prove` finds; `find` asks the store. Throws `too-many-requests`, or `wrong-secret` with `detail`.
   */
  async function enter<F, T>(
    { name, address }: Attempt,
    find: () => Promise<F>,
    prove: (found: F) => T | { why: string; detail?: string },
  ): Promise<T> {
    const isUsual = name !== null && usual.get(name) === address;
    const key = isUsual ? `${name} ${address}` : name;
    const wait = () => {
      const ofAddress = isUsual ? 0 : addresses.waitMs(address, now());
      const ms = Math.max(ofAddress, key === null ? 0 : names.waitMs(key, now()));
      if (ms > 0) throw Refusal.later('wrong-too-often', ms);
    };
    wait();
    const found = await find();
    // Guesses at once are not cheaper than one after the other.
    wait();
    const proven = prove(found);
    if (proven && typeof proven === 'object' && 'why' in proven) {
      addresses.failed(address, now());
      if (key !== null) names.failed(key, now());
      onFailed({ name, address, why: proven.why });
      throw Refusal.toProgram('wrong-secret', proven.detail);
    }
    if (key !== null) {
      names.succeeded(key);
      if (usual.size > KNOWN_MAX) usual.clear();
      usual.set(name!, address);
    }
    return proven;
  }

  return {
    enter,
    /** The handheld of a code and its secret. Throws `invalid`, `wrong-secret` or `too-many-requests`. */
    async bySecret(
      credentials: { handheldId: unknown; secret: unknown },
      address: string,
    ): Promise<Source> {
      const { handheldId: code, secret } = credentials;
      if (typeof code !== 'string' || typeof secret !== 'string')
        throw Refusal.toProgram('invalid', 'auth is {handheldId, secret}, both strings');
      // No question of the store can hold it, and others are asked for in the same one.
      if (code.includes('\0'))
        throw Refusal.toProgram('invalid', 'handheldId holds a null character');
      return enter<HandheldRecord | undefined, Source>(
        { name: code, address },
        () => handheldOf(code),
        (handheld) =>
          verifySecret(secret, handheld?.secretHash ?? NO_HASH) && handheld
            ? { handheldId: handheld.id, datum: handheld.datum }
            : { why: handheld ? 'wrong-secret' : 'unknown-handheld' },
      );
    },
  };
}

export type Door = ReturnType<typeof createDoor>;
