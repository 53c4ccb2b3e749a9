import { NodeIndexOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import type { SuggestedPatrol } from '../../../server/contract/patrols/suggested-patrol.ts';
import { suggestedQuery } from '../../api/patrols.ts';
import { useMay } from '../../api/use-may.ts';
import { figure, percent } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { expectedText } from '../../warnings/figures.ts';
import { LENGTHS, type Length, useView } from '../map/view.ts';
import styles from './need.module.css';
import { seesAll } from './sees-all.ts';
import { SendSuggestion } from './send-suggestion.tsx';

const Shares = ({ patrol }: { patrol: SuggestedPatrol }) => {
  const { t } = useWords();
  const { riskShare, comb, hours, lengthM, expected, minutes } = patrol;
  if (expected <= 0) return <p>{t('need.suggest.none')}</p>;
  if (seesAll(patrol))
    return (
      <p data-testid="suggestion-all">
        {t('need.suggest.all', { minutes, comb: Math.round(comb.minutes) })}{' '}
        {comb.minutes > LENGTHS[0] && t('need.suggest.less')}
      </p>
    );
  return (
    <>
      <p data-testid="suggestion-shares">
        {t('need.suggest.share', {
          share: percent(riskShare),
          comb: percent(comb.riskShare),
          hours,
        })}
      </p>
      <small className="figure">
        {t('need.suggest.length', {
          length: figure(t, lengthM, 'm'),
          expected: expectedText(expected),
        })}
      </small>
    </>
  );
};

/** Asks for a patrol of the grid; while it is shown, the map draws its way. */
export const Suggestion = ({ gridId }: { gridId: number }) => {
  const { t } = useWords();
  const { suggestion, suggest } = useView();
  const maySend = useMay('message-officers');
  const minutes = suggestion?.minutes ?? 60;
  const isShown = suggestion?.gridId === gridId;
  const query = useQuery({ ...suggestedQuery(gridId, minutes), enabled: isShown });
  return (
    <section className={styles.suggestion} data-testid="suggestion">
      <div className={styles.asked}>
        <Button
          size="small"
          type={isShown ? 'default' : 'primary'}
          icon={<NodeIndexOutlined />}
          loading={isShown && query.isFetching}
          onClick={() => suggest(isShown ? null : { gridId, minutes })}
          data-testid="suggest"
        >
          {t(isShown ? 'need.suggest.hide' : 'need.suggest.button')}
        </Button>
        <Segmented<Length>
          size="small"
          aria-label={t('need.suggest.minutes')}
          options={LENGTHS.map((value) => ({
            value,
            label: t('need.suggest.min', { count: value }),
          }))}
          value={minutes}
          onChange={(next) => suggest({ gridId, minutes: next })}
        />
      </div>
      {isShown && query.isLoadingError && <Failure error={query.error} retry={query.refetch} />}
      {isShown && query.data && <Shares patrol={query.data} />}
      {isShown && query.data && maySend && <SendSuggestion patrol={query.data} />}
    </section>
  );
};
