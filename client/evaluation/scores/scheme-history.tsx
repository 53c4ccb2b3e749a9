import { Button, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { ScoringScheme } from '../../../server/contract/scoring/schemes.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { useMay } from '../../api/use-may.ts';
import { dayIn } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { useAct } from '../../settings/use-act.ts';
import { VersionActs } from '../../settings/version-acts.tsx';
import { VersionHead } from '../../settings/version-head.tsx';
import { stateOf } from '../../settings/version-state.ts';
import { withdrawScheme } from '../api.ts';
import styles from './scores.module.css';

/** Every version of a scheme, the latest first: since when it scores, and who put it in force when; the last one is taken back before it does. */
export const SchemeHistory = ({ versions }: { versions: readonly ScoringScheme[] }) => {
  const { t, language } = useWords();
  const timeZone = useTimeZone();
  const now = useNow(MINUTE_MS);
  const mayPut = useMay('set-schemes');
  const act = useAct(['scoring-schemes', 'scores']);
  const [isOpen, setOpen] = useState(false);
  // Days of a scheme are those of its place.
  const moment = (day: string) => dayIn(dayjs(day), timeZone).toISOString();
  return (
    <>
      <Button data-testid="scheme-history" onClick={() => setOpen(true)}>
        {t('evaluation.schemeHistory')}
      </Button>
      <Modal
        title={t('evaluation.schemeHistory')}
        open={isOpen}
        onCancel={() => setOpen(false)}
        footer={null}
      >
        <ul className={styles.history}>
          {versions.map((scheme) => {
            const { area, code, from, name, to, version } = scheme;
            const span = { from: moment(from), to: to && moment(to) };
            return (
              <li key={version} data-testid="scheme-version" data-state={stateOf(span, now)}>
                <b>{name[language]}</b>
                <VersionHead version={{ ...scheme, ...span }} now={now} />
                {mayPut && (
                  <VersionActs
                    version={span}
                    now={now}
                    withdraw={() => act.mutate(() => withdrawScheme({ area, code, version }))}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </Modal>
    </>
  );
};
