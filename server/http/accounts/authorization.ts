import { Refusal } from '../../errors.ts';

/** The token of an Authorization header; undefined where it holds none. */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^Bearer (.+)$/i.exec(header ?? '')?.[1];

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

/** A key of the API in an Authorization header: as a token, or as a password, which is all that some programs for maps can send. */
export function keyOf(header: string | undefined): string | undefined {
  const password = basicOf(header)?.secret;
  return bearerOf(header) ?? (password?.startsWith('xj_') ? password : undefined);
}
