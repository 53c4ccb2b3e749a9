import { type CodeScreen, SCREEN_DAYS } from '../../contract/checkpoints/screen.ts';
import { listAskedCheckpoints } from '../../db/checkpoints/asked.ts';
import { findScreen } from '../../db/checkpoints/screens.ts';
import { codeOf } from '../../domain/checkpoints/code-of-day.ts';
import { isTokenOf, numberOfToken, screenToken } from '../../domain/checkpoints/screen-token.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { unseal } from '../../domain/webhooks/seal.ts';
import { type CodeShop, codeMakersOf } from './code-makers.ts';

/** The token of a screen for a checkpoint that a norm of an area asks for; null where none does. It is given codes where it has none yet. */
export async function openScreen(
  shop: CodeShop & { by: string },
  { areaId, checkpoint }: { areaId: number; checkpoint: string },
): Promise<string | null> {
  const asked = (await listAskedCheckpoints(shop.db, { areaId, atMs: shop.nowMs })).find(
    (one) => one.areaId === areaId && one.id === checkpoint,
  );
  if (!asked) return null;
  const [maker] = await codeMakersOf(shop, [asked]);
  return screenToken(maker!);
}

/** What the screen of a token shows today and on the days after; null where the token is of no codes that hold, or no norm asks for them any more. */
export async function readScreen(
  { db, nowMs, sealing }: CodeShop,
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
