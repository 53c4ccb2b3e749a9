import nacl from 'tweetnacl';

/** The key as libsodium's secretbox takes it: the text's bytes, filled up or cut to 32. */
function keyBytes(key: string): Uint8Array {
  const bytes = new Uint8Array(nacl.secretbox.keyLength);
  bytes.set(new TextEncoder().encode(key).slice(0, bytes.length));
  return bytes;
}

/** Opens a payload: base64 of a 24-byte nonce and a secretbox. Null where the key does not open it, or what it holds is no JSON. */
export function decrypt(data: unknown, key: string | null): unknown {
  if (typeof data !== 'string' || key === null) return null;
  const sealed = new Uint8Array(Buffer.from(data, 'base64'));
  if (sealed.length <= nacl.secretbox.nonceLength) return null;
  const nonce = sealed.subarray(0, nacl.secretbox.nonceLength);
  const opened = nacl.secretbox.open(sealed.subarray(nonce.length), nonce, keyBytes(key));
  if (!opened) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(opened));
  } catch {
    return null;
  }
}

/** Seals a message for a handheld, with a fresh nonce. */
export function encrypt(message: object, key: string): { _type: 'encrypted'; data: string } {
  const nonce = nacl.randomBytes(nacl.secretbox.nonceLength);
  const box = nacl.secretbox(
    new TextEncoder().encode(JSON.stringify(message)),
    nonce,
    keyBytes(key),
  );
  return { _type: 'encrypted', data: Buffer.from([...nonce, ...box]).toString('base64') };
}
