import { useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { putNorms } from '../../server/contract/routes/evaluation/norms.ts';
import { areasQuery } from '../api/areas.ts';
import { call } from '../api/call.ts';
import { sessionQuery } from '../api/session.ts';
import { normPresetsQuery, normsQuery } from '../evaluation/api.ts';
import { forWhomOf, useForWhom } from '../evaluation/norms/for-whom.ts';
import { dayIn, today } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { useAct } from '../settings/use-act.ts';
import styles from './page.module.css';

/** The rules to begin with: those of one of five places, from this morning on; they are changed in the evaluation. */
export const FirstNorm = () => {
  const { t, language } = useWords();
  const forWhom = useForWhom();
  const timeZone = useTimeZone();
  const { data: presets = [] } = useQuery(normPresetsQuery);
  const { data: norms = [] } = useQuery(normsQuery);
  const { data: areas = [] } = useQuery(areasQuery);
  const own = useQuery(sessionQuery).data?.areaId;
  const area = areas.find(({ id }) => id === own)?.code;
  const [place, setPlace] = useState<string | null>(null);
  const act = useAct(['norms', 'setup']);
  const chosen = presets.find((preset) => preset.place === place);
  const begin = () =>
    act.mutate(async () => {
      const from = dayIn(today(timeZone), timeZone).toISOString();
      await call(putNorms, {
        body: {
          norms: chosen!.norms.map((norm) => ({
            area: area!,
            name: norm.name[language],
            rules: norm.rules,
            from,
            ...forWhomOf(norm),
          })),
        },
      });
    });
  if (norms.length > 0)
    return (
      <>
        <ul className={styles.norms} data-testid="norms">
          {norms.map((norm) => (
            <li key={`${norm.id} ${norm.version}`}>
              {norm.name} <small>{forWhom(norm)}</small>
            </li>
          ))}
        </ul>
        <Link to="/evaluation/norms">{t('setUp.changeNorms')}</Link>
      </>
    );
  return (
    <>
      <Radio.Group
        className={styles.presets}
        value={place}
        onChange={({ target }) => setPlace(target.value as string)}
        options={presets.map((preset) => ({
          value: preset.place,
          label: (
            <span>
              <b>{preset.name[language]}</b>
              <small>
                {preset.norms
                  .map(({ name, rules }) =>
                    // Of whom no patrol is asked, no minutes are.
                    rules.patrolsPerDay === 0
                      ? name[language]
                      : t('setUp.rules', {
                          name: name[language],
                          patrols: rules.patrolsPerDay,
                          minutes: rules.minutesPerPatrol,
                        }),
                  )
                  .join(t('betweenProblems'))}
              </small>
            </span>
          ),
        }))}
      />
      <Button
        type="primary"
        disabled={!chosen || !area}
        loading={act.isPending}
        onClick={begin}
        data-testid="begin-norm"
      >
        {t('setUp.beginNorm')}
      </Button>
    </>
  );
};
