import type { FormInstance } from 'antd';
import type { Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
import {
  BACK_TEST_DAYS_MAX,
  type BackTest,
  type BackTestInput,
} from '../../../server/contract/norms/norm-test.ts';
import { today } from '../../format.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { isSound, useTrial } from '../../trial/use-trial.ts';
import { tryNorm } from '../api.ts';
import { type NormFields, toNorm } from './norm-fields.ts';

const DAY = 'YYYY-MM-DD';
/** Days a change is tried on unless others are picked. */
const TRIAL_DAYS = Math.min(30, BACK_TEST_DAYS_MAX);

/** From the first day to the last. */
export type Days = [first: Dayjs, last: Dayjs];

/** Patrols looked at at most, so many first and then more: of a few hundred the share is told in seconds, of all it may take hours. */
const STEPS = [60, 300, 1_000];

/** What a norm would have decided over some days. */
export interface NormTried {
  test: BackTest;
  /** More of them are being looked at. */
  isPart: boolean;
}

interface Asked {
  norm: BackTestInput['norm'];
  days: string[];
}

/** Tries the norm of a form on the last days, or on those chosen, while it is edited. */
export function useNormTrial(form: FormInstance<NormFields>) {
  const now = today(useTimeZone());
  const [days, setDays] = useState<Days>([now.subtract(TRIAL_DAYS, 'day'), now.subtract(1, 'day')]);
  // A choice is made and tried before it is drawn.
  const chosen = useRef(days);
  const trial = useTrial<Asked, NormTried>({
    name: 'norm',
    read: async () => {
      // What it is called decides nothing.
      if (!(await isSound(form, ['name']))) return null;
      const norm = { ...toNorm(form.getFieldsValue(true) as NormFields), name: '-' };
      return { norm, days: chosen.current.map((day) => day.format(DAY)) };
    },
    run: ({ norm }, signal, tell) => tryOn(norm, chosen.current, { signal, tell }),
  });
  const choose = (asked: Days) => {
    chosen.current = asked;
    setDays(asked);
    trial.touch();
  };
  return { choose, days, trial };
}

/** Of a few days drawn by lot first, then of more, until they are all or as many as are looked at. */
export async function tryOn(
  norm: BackTestInput['norm'],
  [first, last]: Days,
  { signal, tell }: { signal: AbortSignal; tell: (part: NormTried) => void },
): Promise<NormTried> {
  const days = { from: first.format(DAY), to: last.add(1, 'day').format(DAY) };
  let tried: NormTried | undefined;
  for (const most of STEPS) {
    const test = await tryNorm({ norm, ...days, most }, signal);
    tried = { test, isPart: test.drawn.gridDays < test.drawn.of && most !== STEPS.at(-1) };
    if (!tried.isPart) break;
    tell(tried);
  }
  return tried!;
}
