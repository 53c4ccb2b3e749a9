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

/** Of these last days the effect is told first: all of them may take minutes. */
const FIRST_DAYS = 3;

/** What a norm would have decided, and on which days. */
export interface NormTried {
  test: BackTest;
  days: Days;
  /** The days before are tried yet. */
  isFirst: boolean;
  /** How many patrols lie in the days asked for, where these are too many to judge again at once. */
  tooMany: { count: number; most: number } | null;
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

/** The last few days first, then all; where they hold more patrols than are judged again at once, as many of the last as can be. */
export async function tryOn(
  norm: BackTestInput['norm'],
  [first, last]: Days,
  { signal, tell }: { signal: AbortSignal; tell: (part: NormTried) => void },
): Promise<NormTried> {
  const all = last.diff(first, 'day') + 1;
  const tryLast = async (count: number, tooMany: NormTried['tooMany'] = null) => {
    const from = last.subtract(count - 1, 'day');
    const asked = { norm, from: from.format(DAY), to: last.add(1, 'day').format(DAY) };
    const days: Days = [from, last];
    return { test: await tryNorm(asked, signal), days, isFirst: count < all && !tooMany, tooMany };
  };
  let tried = Math.min(FIRST_DAYS, all);
  try {
    const soon = await tryLast(tried);
    if (tried === all) return soon;
    tell(soon);
    tried = all;
    return await tryLast(all);
  } catch (error) {
    const tooMany = tooManyOf(error);
    const fewer = tooMany && Math.floor((tried * tooMany.most) / tooMany.count);
    if (!fewer) throw error;
    return await tryLast(fewer, tooMany);
  }
}

function tooManyOf(error: unknown): NormTried['tooMany'] {
  const problems = error instanceof RequestError ? error.problems : [];
  const values = problems.find(({ code }) => code === 'too-many-to-try')?.values;
  return values ? { count: Number(values.count), most: Number(values.most) } : null;
}
