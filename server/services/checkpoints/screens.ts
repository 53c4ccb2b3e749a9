import { CODE_NUMBER_MAX } from '../../contract/checkpoints/code.ts';
import { type CodeScreen, SCREEN_DAYS } from '../../contract/checkpoints/screen.ts';
import { listAskedCheckpoints } from '../../db/checkpoints/asked.ts';
import { ensureCodes } from '../../db/checkpoints/codes.ts';
import { findScreen } from '../../db/checkpoints/screens.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import { codeOf } from '../../domain/checkpoints/code-of-day.ts';
import { isTokenOf, numberOfToken, screenToken } from '../../domain/checkpoints/screen-token.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { type SealingKey, seal, unseal } from '../../domain/webhooks/seal.ts';
import { Refusal } from '../../errors.ts';

interface Shop {
  db: Db;
  sealing: SealingKey;
  nowMs: number;
}

/** The token of a screen for a checkpoint that a norm of an area asks for; null where none does. It is given codes where it has none yet. */
export async function openScreen(
  { by, db, nowMs, sealing }: Shop & { by: string },
  { areaId, checkpoint }: { areaId: number; checkpoint: string },
): Promise<string | null> {
  const asked = (await listAskedCheckpoints(db, { areaId, atMs: nowMs })).find(
    (one) => one.areaId === areaId && one.id === checkpoint,
  );
  if (!asked) return null;
  const wanted = { ...asked, checkpointId: asked.id, secret: seal(createSecret(), sealing) };
  const [record] = await ensureCodes(db, [wanted], { by, nowMs });
  const secret = unseal(record!.secret, sealing);
  if (secret === null || record!.number > CODE_NUMBER_MAX)
    throw Refusal.of('wrong-state', 'codes-unreadable', { area: asked.area, id: asked.id });
  return screenToken({ number: record!.number, secret });
}

/** What the screen of a token shows today and on the days after; null where the token is of no codes that hold, or no norm asks for them any more. */
export async function readScreen(
  { db, nowMs, sealing }: Shop,
  token: string,
): Promise<CodeScreen | null> {
  const number = numberOfToken(token);
  const found = number === null ? undefined : await findScreen(db, number, nowMs);
  const secret = found ? unseal(found.secret, sealing) : null;
  if (!found || secret === null) return null;
  const maker = { number: found.number, secret };
  if (!isTokenOf(maker, token)) return null;
  const { areaName, checkpoint, name, timeZone } = found;
  const { day: today } = localTime(nowMs, timeZone);
  const days = Array.from({ length: SCREEN_DAYS }, (_, k) => addDays(today, k));
  const codes = days.map((day) => ({ day, code: codeOf(maker, day) }));
  return { areaName, checkpoint, name, timeZone, nowMs, codes };
}
