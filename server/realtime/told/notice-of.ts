import type { HandheldText } from '../../contract/fixes/handheld.ts';
import type { PushNotice } from '../../contract/handhelds/push.ts';
import { categoryName } from '../../contract/incidents/category-name.ts';
import type { Warning } from '../../contract/warnings/warning.ts';
import { WORDS } from '../../contract/words/index.ts';
import { interpolate } from '../../contract/words/interpolate.ts';
import type { Language } from '../../contract/words/languages.ts';

/** What a phone can be told of while its app is closed. */
export type Pushed =
  | { warning: Warning }
  | { text: HandheldText }
  | { given: { id: number; nameZh: string; nameEn: string } };

/** What the phone shows of it, in a language. */
export function noticeOf(pushed: Pushed, language: Language): PushNotice {
  const { handheld } = WORDS[language];
  if ('text' in pushed) {
    const { id, by, text } = pushed.text;
    return { title: interpolate(handheld.push.text, { who: by }), body: text, tag: `text-${id}` };
  }
  if ('given' in pushed) {
    const { id } = pushed.given;
    const body = categoryName(pushed.given, language);
    return { title: interpolate(handheld.push.given, { id }), body, tag: `case-${id}` };
  }
  const { id, level, areaName, observed, expected, endedAt } = pushed.warning;
  const of = { level: handheld.warningLevel[level], area: areaName };
  return {
    title: interpolate(endedAt === null ? handheld.push.warning : handheld.push.over, of),
    body: interpolate(handheld.warningCounts, {
      observed,
      expected: Math.round(expected * 10) / 10,
    }),
    tag: `warning-${id}`,
  };
}
