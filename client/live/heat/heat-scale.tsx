import { HEAT_RESOLUTIONS, type HeatKind } from '../../../server/contract/console/heat.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { useWords } from '../../i18n/use-words.ts';
import { coolest, hottest } from '../../layers/heat-colour.ts';
import styles from '../page.module.css';
import { useHeat } from './heat-store.ts';

const MINUTE_S = 60;
const HOUR_S = 3_600;

/** Two figures that count are enough on a scale. */
const short = (value: number): string => String(Number(value.toPrecision(2)));

/** What the colours of a kind of heat stand for at the size of the cells in view. */
export const HeatScale = ({ kind }: { kind: HeatKind }) => {
  const { t } = useWords();
  const held = useHeat((s) => s.held[kind]);
  const resolution = held?.resolution ?? HEAT_RESOLUTIONS[0].resolution;
  const amount = (value: number): string => {
    if (kind === 'incidents') return short(value);
    if (value < 2 * MINUTE_S) return t('live.heatSeconds', { value: short(value) });
    if (value < 2 * HOUR_S) return t('live.heatMinutes', { value: short(value / MINUTE_S) });
    return t('live.heatHours', { value: short(value / HOUR_S) });
  };
  const halfLifeMin = (held?.halfLifeMs ?? 0) / MINUTE_MS;
  const halfLife =
    halfLifeMin < 120
      ? t('live.heatMinutes', { value: short(halfLifeMin) })
      : t('live.heatHours', { value: short(halfLifeMin / 60) });
  return (
    <div
      className={styles.heat}
      data-kind={kind}
      data-testid={`heat-${kind}`}
      data-cells={held?.values.size ?? 0}
    >
      <span>{t(`live.heat.${kind}`)}</span>
      <small>{amount(coolest(kind, resolution))}</small>
      <i aria-hidden="true" />
      <small>{amount(hottest(kind, resolution))}</small>
      {held && <small className={styles.halfLife}>{t('live.heatHalfLife', { halfLife })}</small>}
    </div>
  );
};
