import { ControlOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { MetricDefinition } from '../../../server/contract/metrics/metrics.ts';
import { Popup } from '../../focus/popup.tsx';
import { useWords } from '../../i18n/use-words.ts';
import styles from '../page.module.css';
import { FIRST_COLUMNS } from '../question.ts';

interface PickProps {
  definitions: readonly MetricDefinition[];
  chosen: readonly string[];
  choose: (ids: string[]) => void;
}

/** Which metrics are columns; they stand in the order of their definitions. */
export const PickColumns = ({ definitions, chosen, choose }: PickProps) => {
  const { t, language } = useWords();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = definitions.filter(({ id, name }) =>
    `${id} ${name[language]}`.toLowerCase().includes(wanted),
  );
  const toggle = (id: string, isOn: boolean) => {
    const next = isOn ? [...chosen, id] : chosen.filter((other) => other !== id);
    if (next.length > 0) choose(next);
  };
  return (
    <Popup
      label={t('evaluation.columns')}
      placement="bottomRight"
      content={
        <div className={styles.picker} data-testid="column-picker">
          <Input
            allowClear
            placeholder={t('evaluation.findMetric')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ul>
            {shown.map(({ id, name }) => (
              <li key={id}>
                <Checkbox
                  checked={chosen.includes(id)}
                  onChange={(event) => toggle(id, event.target.checked)}
                >
                  {name[language]}
                </Checkbox>
              </li>
            ))}
          </ul>
          <Button size="small" onClick={() => choose([...FIRST_COLUMNS])}>
            {t('evaluation.firstColumns')}
          </Button>
        </div>
      }
    >
      <Button icon={<ControlOutlined />}>{t('evaluation.columns')}</Button>
    </Popup>
  );
};
