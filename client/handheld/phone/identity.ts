import type { DBSchema } from 'idb';
import * as routes from '../../../server/contract/routes/field/enrolments.ts';
import { call } from '../../api/call.ts';
import { openAnew } from './open-anew.ts';

/** A user of this phone: the handheld it is, and the key its secret is made from. */
export interface Identity {
  code: string;
  /** Not extractable: a copy of what is stored signs in nowhere. */
  key: CryptoKey;
  /** Signs batches; not extractable either. Made when it is first needed. */
  signing?: CryptoKeyPair;
}

interface Schema extends DBSchema {
  identities: { key: string; value: Identity };
  /** A key whose enrolment was not answered yet, by its token. */
  pending: { key: string; value: CryptoKey };
  settings: { key: string; value: string };
}

const phone = openAnew<Schema>('xunji-handheld', (fresh) => {
  fresh.createObjectStore('identities', { keyPath: 'code' });
  fresh.createObjectStore('pending');
  fresh.createObjectStore('settings');
});

export const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The secret that a key stands for, 256 bits, hex: never stored, made anew each time. */
export const secretOf = async (key: CryptoKey): Promise<string> =>
  hex(await crypto.subtle.sign('HMAC', key, bytesOf('xunji handheld')));

/**
 * Makes this phone the handheld of a sheet's token too; who uses it now stays. The secret is made here and only its hash is sent. Throws
 * RequestError where the sheet is not good, DOMException where the phone has no room. Asking again after a lost answer sends the same secret.
 */
export async function enrol(token: string): Promise<Identity> {
  const db = await phone.db();
  const key =
    (await db.get('pending', token)) ??
    (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']));
  await db.put('pending', key, token);
  const secretHash = hex(await crypto.subtle.digest('SHA-256', bytesOf(await secretOf(key))));
  const { handheld: code } = await call(routes.enrol, { body: { token, secretHash } });
  await db.put('identities', { code, key });
  await db.delete('pending', token);
  return { code, key };
}

/** Everyone who uses this phone, by code. */
export const identities = async (): Promise<Identity[]> => (await phone.db()).getAll('identities');

/** Writes users and who uses the phone again, after a full disk took them away; what is still there of a user is newer. */
export async function keepIdentities(all: readonly Identity[], current: string): Promise<void> {
  const trx = (await phone.db()).transaction(['identities', 'settings'], 'readwrite');
  const users = trx.objectStore('identities');
  await Promise.all([
    ...all.map(async (one) => users.put({ ...one, ...(await users.get(one.code)) })),
    trx.objectStore('settings').put(current, 'current'),
    trx.done,
  ]);
}

/** Who uses it now; null before the first enrolment. Rejects where nothing can be read. */
export async function currentIdentity(): Promise<Identity | null> {
  const db = await phone.db();
  const code = await db.get('settings', 'current');
  return (code !== undefined && (await db.get('identities', code))) || null;
}

const WINDOWS = 'xunji-handheld user';

/** Hands the phone to another of its users, in every window; what the one before has not sent stays and goes out all the same. */
export async function changeUser(code: string): Promise<void> {
  await (await phone.db()).put('settings', code, 'current');
  const windows = new BroadcastChannel(WINDOWS);
  windows.postMessage(code);
  windows.close();
}
/** Calls `listener` when another window handed the phone over. */
export function onUserChange(listener: () => void): void {
  new BroadcastChannel(WINDOWS).onmessage = listener;
}

/** The key a user signs batches with and its public half, hex; undefined where the browser has no Ed25519 or cannot keep such a key: positions go out all the same. A new enrolment comes with a new one. */
export async function signingKeyOf({
  code,
}: Identity): Promise<{ privateKey: CryptoKey; key: string } | undefined> {
  try {
    const db = await phone.db();
    const identity = await db.get('identities', code);
    if (!identity) return undefined;
    let { signing } = identity;
    if (!signing) {
      const usages = ['sign', 'verify'] as const;
      signing = (await crypto.subtle.generateKey('Ed25519', false, usages)) as CryptoKeyPair;
      await db.put('identities', { ...identity, signing });
    }
    const { privateKey, publicKey } = signing;
    return { privateKey, key: hex(await crypto.subtle.exportKey('raw', publicKey)) };
  } catch {
    return undefined;
  }
}
