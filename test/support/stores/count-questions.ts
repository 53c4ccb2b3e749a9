import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../../server/db/store/open.ts';

/** A store that takes its time; how often it was asked what holds a word, and how often most at once. */
export function countQuestions(db: Db, word: string) {
  const underWay = new Set<unknown>();
  const counted = { questions: 0, atOnce: 0 };
  const counting = db.withPlugin({
    transformQuery({ node, queryId }) {
      if (JSON.stringify(node).includes(word)) {
        underWay.add(queryId);
        counted.questions++;
        counted.atOnce = Math.max(counted.atOnce, underWay.size);
      }
      return node;
    },
    async transformResult({ queryId, result }) {
      await sleep(30);
      underWay.delete(queryId);
      return result;
    },
  });
  return { counting, counted };
}
