import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { ENROLMENT_HOURS, type NewEnrolment } from '../../contract/handhelds/enrolment.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { insertEnrolments } from '../../db/handhelds/enrolments.ts';
import { iso } from '../../db/store/moments.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';

/** Makes a token for each handheld and keeps their hashes; what is returned is told this once. */
export async function makeSheets<H extends { id: number; code: string }>(
  asked: Pick<Context, 'config' | 'db' | 'now'> & { request: FastifyRequest; account: Account },
  handhelds: readonly H[],
  hours: number = ENROLMENT_HOURS.usual,
): Promise<NewEnrolment[]> {
  const { account, config, db, now, request } = asked;
  const made = handhelds.map(({ code, id }) => ({ code, id, token: createSecret() }));
  const expiresAt = iso(now() + hours * HOUR_MS);
  await insertEnrolments(
    db,
    made.map(({ id, token }) => ({ handheldId: id, tokenHash: hashSecret(token) })),
    { createdBy: account.name, createdAt: iso(now()), expiresAt },
  );
  // The token stands behind `#`, which no server log sees.
  const base = `${config.publicUrl ?? `${request.protocol}://${request.host}`}/handheld`;
  return made.map(({ code, token }) => ({
    handheld: code,
    token,
    url: `${base}#${token}`,
    expiresAt,
  }));
}
