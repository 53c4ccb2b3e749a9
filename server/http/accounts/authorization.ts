import { Refusal } from '../../errors.ts';

/** The token of an Authorization header; undefined where it holds none. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^Bearer (.+)$/.exec(header ?? '')?.[1];

/** The handheld and secret of an Authorization header; undefined where it holds none. */
export function basicOf(
  header: string | undefined,
): { handheldId: string; secret: string } | undefined {
  const [scheme, encoded] = (header ?? '').split(' ');
  const [, handheldId, secret] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  return scheme?.toLowerCase() === 'basic' && handheldId && secret
    ? { handheldId, secret }
    : undefined;
}

/** The same. Throws `wrong-secret` where it holds none. */
export function readBasic(header: string | undefined): { handheldId: string; secret: string } {
  const read = basicOf(header);
  if (!read)
    throw Refusal.toProgram('wrong-secret', 'send Authorization: Basic base64(handheld:secret)');
  return read;
}
