import type { TFunction } from 'i18next';
import type { RequestError } from '../api/request.ts';
import { saidOf } from './said-of.ts';

/** Why something was not taken: in a sentence, and what more there is to say of it. */
export function whyOf(
  { code, detail, problems }: Pick<RequestError, 'code' | 'detail' | 'problems'>,
  t: TFunction,
): { why: string; more: string | null } {
  const said = saidOf(problems, t) ?? detail ?? null;
  // That something does not fit is no news beside what it is.
  if (code !== 'invalid' || said === null) return { why: t(`error.${code}`), more: said };
  const isName = Boolean(problems[0]?.places?.length);
  return { why: isName ? said : said.charAt(0).toUpperCase() + said.slice(1), more: null };
}
