import { Table } from 'antd';
import type { ThresholdsTrial } from '../../../server/contract/warnings/thresholds.ts';
import { WARNING_LEVELS, type WarningLevel } from '../../../server/contract/warnings/warning.ts';
import { useWords } from '../../i18n/use-words.ts';
import { pagesOf } from '../../parts/pages-of.ts';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { LevelTag } from '../../warnings/level-tag.tsx';
import { useAreaName } from '../use-area-name.ts';
import styles from './thresholds.module.css';

const PAGES = pagesOf(10);
type Change = ThresholdsTrial['changes'][number];

/** What thresholds would have raised beside those in force: how many of each level, and which warnings would be others. */
export const Trial = ({ result }: { result: ThresholdsTrial }) => {
  const { t } = useWords();
  const areaName = useAreaName();
  const categoryName = useCategoryName();
  const { areas, changes, from, incidents, inForce, proposed, to } = result;
  const level = (of: WarningLevel | null) =>
    of ? <LevelTag level={of} /> : t('settings.thresholds.noWarning');
  return (
    <div className={styles.trial} data-testid="thresholds-raised">
      <p>{t('settings.thresholds.triedOn', { from, to, incidents, areas })}</p>
      <table>
        <thead>
          <tr>
            <th />
            {WARNING_LEVELS.map((one) => (
              <th key={one}>
                <LevelTag level={one} />
              </th>
            ))}
            <th>{t('settings.thresholds.raised')}</th>
          </tr>
        </thead>
        <tbody>
          {(
            [
              ['inForce', inForce],
              ['proposed', proposed],
            ] as const
          ).map(([name, of]) => (
            <tr key={name} data-testid={`trial-${name}`}>
              <th scope="row">{t(`settings.thresholds.${name}`)}</th>
              {WARNING_LEVELS.map((one) => (
                <td key={one} className="figure">
                  {of.byPeak[one]}
                </td>
              ))}
              <td className="figure">{of.raised}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > 0 && (
        <Table<Change>
          size="small"
          rowKey={(change) => JSON.stringify(change)}
          dataSource={changes}
          pagination={PAGES}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('settings.area'), render: (_, one) => areaName(one.areaId) },
            {
              title: t('settings.thresholds.category'),
              render: (_, one) => categoryName(one.category),
            },
            {
              title: t('settings.thresholds.found'),
              className: 'figure',
              render: (_, one) => (one.from === one.to ? one.from : `${one.from} – ${one.to}`),
            },
            { title: t('settings.thresholds.inForce'), render: (_, one) => level(one.before) },
            { title: t('settings.thresholds.proposed'), render: (_, one) => level(one.after) },
          ]}
        />
      )}
    </div>
  );
};
