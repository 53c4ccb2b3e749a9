import { WAYS_BACK } from '../../server/contract/access/ways-back.ts';

/** Every act of an account as rows of a Markdown table: how it is made sure, what undoes it and by which act. */
export const waysTable = (t: (key: string) => string): string =>
  Object.entries(WAYS_BACK)
    .map(([act, { back, by = [], sure }]) => {
      const acts = by.map((one) => t(`acts.${one}`)).join(t('betweenProblems'));
      const undone = [t(`help.way.${back}`), ...(acts ? [acts] : [])].join(' — ');
      return `| ${t(`acts.${act}`)} | ${t(`help.sure.${sure}`)} | ${undone} |`;
    })
    .join('\n');
