import { Refusal } from '../../errors.ts';

/** The handheld and secret of an Authorization header. Throws `wrong-secret` where it holds none. */
export function readBasic(header: string | undefined): { handheldId: string; secret: string } {
  const [scheme, encoded] = (header ?? '').split(' ');
  const [, handheldId, secret] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (scheme?.toLowerCase() !== 'basic' || !handheldId || !secret)
    throw new Refusal('wrong-secret', 'send Authorization: Basic base64(handheld:secret)');
  return { handheldId, secret };
}
