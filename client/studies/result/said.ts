import type { Language } from '../../i18n/index.ts';
import { FIGURES } from './figures.ts';
import { SAID_ZH } from './said-zh.ts';

/** Sentences with values in them, as patterns. */
const PATTERNS = Object.entries(SAID_ZH)
  .filter(([english]) => english.includes('{'))
  .map(([english, chinese]) => {
    const parts = english.split(/\{(\w+)\}/);
    const source = parts.map((part, i) =>
      i % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?<${part}>\\S+)`,
    );
    return { pattern: new RegExp(`^${source.join('')}$`), chinese };
  });

/** A sentence the server says in English, in the language in force; as it is where it has no translation. */
export const said = (language: Language, sentence: string): string => {
  if (language !== 'zh') return sentence;
  const exact = SAID_ZH[sentence];
  if (exact !== undefined) return exact;
  for (const { chinese, pattern } of PATTERNS) {
    const values = pattern.exec(sentence)?.groups;
    if (values) return chinese.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
  }
  return sentence;
};

/** The name of a single figure of a result. */
export const figureName = (language: Language, name: string): string =>
  FIGURES[name]?.[language] ?? said(language, name);
