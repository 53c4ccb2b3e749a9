import { useRef, useState } from 'react';
import { type RulesTest, rulesTogether } from '../../../server/contract/patrols/rules-test.ts';
import { backTestRules } from '../../../server/contract/routes/evaluation/rules-test.ts';
import { call } from '../../api/call.ts';
import { dayAfter } from '../../format.ts';

/** What was asked, how far it is, and what it came to so far. */
interface Trial {
  days: readonly string[];
  done: number;
  /** Of the days that are done; null: none yet. */
  sum: RulesTest | null;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  error?: unknown;
}

/** Asks the server day by day what its rules say of patrols judged before, so that it can be told how far it is and given up. */
export function useRulesTrial() {
  const [trial, setTrial] = useState<Trial | null>(null);
  const running = useRef<AbortController>(null);
  const start = async (area: string, days: readonly string[]) => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    let told: Trial = { days, done: 0, sum: null, state: 'running' };
    const tell = (more: Partial<Trial>) => {
      told = { ...told, ...more };
      if (running.current === own) setTrial(told);
    };
    tell({});
    try {
      for (const from of days) {
        const body = { area, from, to: dayAfter(from) };
        const one = await call(backTestRules, { body, signal: own.signal });
        tell({ sum: told.sum ? rulesTogether(told.sum, one) : one, done: told.done + 1 });
      }
      tell({ state: 'done' });
    } catch (error) {
      tell(own.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error });
    }
  };
  return { trial, start, cancel: () => running.current?.abort() };
}
