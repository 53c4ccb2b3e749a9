import { useQuery } from '@tanstack/react-query';
import { App, Button, DatePicker, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { CaseStep } from '../../../server/contract/cases/case.ts';
import type { CaseDetail, CaseStepBody } from '../../../server/contract/cases/detail.ts';
import { CASE_KEYS, proposalsQuery, stepCase } from '../../api/cases.ts';
import { RangedNumber } from '../../focus/ranged-number.tsx';
import { useFocusKept } from '../../focus/use-focus-kept.ts';
import { isWithin } from '../../focus/use-range.ts';
import { minuteIn, wallClock } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { useAct } from '../../settings/use-act.ts';
import { ASKS, type Field } from '../asks.ts';
import styles from '../cases.module.css';
import { handlerOf, type Told, withHandler } from './handler.ts';

/** Steps that are the officer's alone, by handheld, unless a supervisor says what the other side did. */
const OF_FIELD: ReadonlySet<CaseStep> = new Set(['set-out', 'arrive']);

/** How well a case was handled, worst first. */
const RATINGS = [1, 2, 3, 4, 5];

const CASE_ID = { least: 1, isWhole: true };

const SAID: Record<Field, (told: Told) => boolean> = {
  why: ({ why }) => (why ?? '').trim() !== '',
  until: ({ until }) => until !== undefined,
  handler: (told) => handlerOf(told) !== null,
  into: ({ into }) => into !== undefined && isWithin(CASE_ID, into),
  rating: ({ rating }) => rating !== undefined,
};

interface AskProps {
  id: number;
  told: Told;
  tell: (told: Told) => void;
}

/** Officers and departments that could be sent, the best first. */
const Handler = ({ id, told, tell }: AskProps) => {
  const { t } = useWords();
  const { data } = useQuery(proposalsQuery(id));
  const officers = (data?.officers ?? []).map(({ inHand, name, officerId, walkMin, why }) => ({
    value: handlerOf({ officerId }),
    label: [
      name,
      t(`cases.proposed.${why}`),
      walkMin !== null && t('cases.walk', { minutes: walkMin }),
      t('cases.inHand', { count: inHand }),
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  const departments = (data?.departments ?? []).map(({ departmentId, inHand, name }) => ({
    value: handlerOf({ departmentId }),
    label: `${name} · ${t('cases.inHand', { count: inHand })}`,
  }));
  return (
    <Select
      aria-label={t('cases.to')}
      placeholder={t('cases.to')}
      value={handlerOf(told)}
      options={[...officers, ...departments]}
      onChange={(handler: string) => tell(withHandler(told, handler))}
    />
  );
};

const Asked = ({ field, ...rest }: AskProps & { field: Field }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const { tell, told } = rest;
  const { until: _, ...endless } = told;
  const { into: __, ...standing } = told;
  switch (field) {
    case 'why':
      return (
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={told.why ?? ''}
          onChange={(event) => tell({ ...told, why: event.target.value })}
          placeholder={t('cases.why')}
          aria-label={t('cases.why')}
        />
      );
    case 'until':
      return (
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t('cases.until')}
          aria-label={t('cases.until')}
          value={told.until ? wallClock(told.until, timeZone) : null}
          onChange={(picked) =>
            tell(picked ? { ...told, until: minuteIn(picked, timeZone).toISOString() } : endless)
          }
          // What is no time stays written: nothing else may be meant by it.
          onBlur={({ target }) => target.getAttribute('aria-invalid') === 'true' && tell(endless)}
        />
      );
    case 'into':
      return (
        <RangedNumber
          range={CASE_ID}
          label={t('cases.into')}
          value={told.into ?? null}
          onChange={(into) => tell(into === null ? standing : { ...told, into })}
        />
      );
    case 'rating':
      return (
        <Radio.Group
          aria-label={t('cases.act.rate')}
          optionType="button"
          options={RATINGS.map((rating) => ({
            value: rating,
            label: t('cases.rated', { rating }),
          }))}
          value={told.rating}
          onChange={({ target }) => tell({ ...told, rating: target.value as number })}
        />
      );
    case 'handler':
      return <Handler {...rest} />;
  }
};

/** The steps this account may take now; some ask for what they must say. */
export const Actions = ({ detail: { allowed, case: one } }: { detail: CaseDetail }) => {
  const { t } = useWords();
  const { message } = App.useApp();
  const act = useAct(CASE_KEYS);
  /** With the version it was decided by, of what was done since the answer tells; null: by what is shown, once that was told. */
  const [asked, setAsked] = useState<{ step: CaseStep; version: number | null } | null>(null);
  const [told, setTold] = useState<Told>({});
  const box = useFocusKept<HTMLDivElement>(`${asked?.step} ${one.version} ${act.isPending}`);
  const steps = allowed.filter((step) => !OF_FIELD.has(step));
  if (steps.length === 0)
    return one.endedAt === null ? <p className={styles.note}>{t('cases.readOnly')}</p> : null;
  const take = (step: CaseStep, version: number, said: Told = {}) =>
    act.mutate(async () => {
      try {
        await stepCase(one.id, { ...said, step: step as CaseStepBody['step'], version });
      } catch (error) {
        setAsked((before) => before && { ...before, version: null });
        throw error;
      }
      setAsked(null);
      message.success(t('cases.taken'));
    });
  const chosen = asked && steps.includes(asked.step) ? asked.step : null;
  const asks = (chosen && ASKS[chosen]) ?? [];
  if (chosen)
    return (
      <div ref={box} tabIndex={-1} className={styles.actions}>
        {asks.map((field) => (
          <Asked key={field} field={field} id={one.id} told={told} tell={setTold} />
        ))}
        <div>
          <Button
            type="primary"
            loading={act.isPending}
            disabled={!asks.every((field) => SAID[field](told))}
            onClick={() => take(chosen, asked?.version ?? one.version, told)}
            data-testid="case-confirm"
          >
            {t(`cases.act.${chosen}`)}
          </Button>
          <Button onClick={() => setAsked(null)}>{t('cases.cancel')}</Button>
        </div>
      </div>
    );
  return (
    <div ref={box} tabIndex={-1} className={styles.actions}>
      <div>
        {steps.map((step, k) => (
          <Button
            key={step}
            type={k === 0 ? 'primary' : 'default'}
            disabled={act.isPending}
            onClick={() => {
              setTold({});
              if (ASKS[step]) setAsked({ step, version: one.version });
              else take(step, one.version);
            }}
            data-testid={`case-${step}`}
          >
            {t(`cases.act.${step}`)}
          </Button>
        ))}
      </div>
    </div>
  );
};
