import type { FormInstance } from 'antd';
import type { Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
import {
  BACK_TEST_DAYS_MAX,
  type BackTest,
  type BackTestInput,
} from '../../../server/contract/norms/norm-test.ts';
import { RequestError } from '../../api/request.ts';
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

/** What a norm would have decided, and on which days. */
export interface NormTried {
  test: BackTest;
  days: Days;
  /** How many patrols lie in the days asked for, where these are too many to judge again at once. */
  tooMany: { count: number; most: number } | null;
}

/** Tries the norm of a form on the last days, or on those chosen, while it is edited. */
export function useNormTrial(form: FormInstance<NormFields>) {
  const now = today(useTimeZone());
  const [days, setDays] = useState<Days>([now.subtract(TRIAL_DAYS, 'day'), now.subtract(1, 'day')]);
  // A choice is made and tried before it is drawn.
  const chosen = useRef(days);
  const trial = useTrial({
    name: 'norm',
    read: async () => {
      // What it is called decides nothing.
      if (!(await isSound(form, ['name']))) return null;
      const norm = { ...toNorm(form.getFieldsValue(true) as NormFields), name: '-' };
      return { norm, days: chosen.current.map((day) => day.format(DAY)) };
    },
    run: ({ norm }, signal) => tryOn(norm, chosen.current, signal),
  });
  const choose = (asked: Days) => {
    chosen.current = asked;
    setDays(asked);
    trial.touch();
  };
  return { choose, days, trial };
}

/** Where the days hold more patrols than are judged again at once, as many of the last as can be are tried. */
async function tryOn(
  norm: BackTestInput['norm'],
  [first, last]: Days,
  signal: AbortSignal,
): Promise<NormTried> {
  const testFrom = (day: Dayjs) =>
    tryNorm({ norm, from: day.format(DAY), to: last.add(1, 'day').format(DAY) }, signal);
  try {
    return { test: await testFrom(first), days: [first, last], tooMany: null };
  } catch (error) {
    const tooMany = tooManyOf(error);
    const all = last.diff(first, 'day') + 1;
    const fewer = tooMany && Math.floor((all * tooMany.most) / tooMany.count);
    if (!tooMany || !fewer || fewer >= all) throw error;
    const since = last.subtract(fewer - 1, 'day');
    return { test: await testFrom(since), days: [since, last], tooMany };
  }
}

function tooManyOf(error: unknown): NormTried['tooMany'] {
  const problems = error instanceof RequestError ? error.problems : [];
  const values = problems.find(({ code }) => code === 'too-many-to-try')?.values;
  return values ? { count: Number(values.count), most: Number(values.most) } : null;
}
