import { Form, InputNumber } from 'antd';
import { WARNING_LEVELS } from '../../../server/contract/warnings/warning.ts';
import { useRange } from '../../focus/use-range.ts';
import { useWords } from '../../i18n/use-words.ts';
import { LevelTag } from '../../warnings/level-tag.tsx';
import { Fields } from '../fields.tsx';
import type { Figure } from './figures.ts';
import styles from './thresholds.module.css';

/** One figure of every level, with its unit, its range and what it means; none may be below that of the milder level. */
export const FigureFields = ({ figure }: { figure: Figure }) => {
  const { t } = useWords();
  const inRange = useRange();
  const { about, least, most, name } = figure;
  const words = `settings.thresholds.${about}.${name}` as const;
  return (
    <fieldset className={styles.figure}>
      <legend>{t(`${words}.name` as 'settings.thresholds.levels.excess.name')}</legend>
      <p>
        {t(`${words}.hint` as 'settings.thresholds.levels.excess.hint')}{' '}
        {t('evaluation.norm.range', { least, most })}
      </p>
      <Fields>
        {WARNING_LEVELS.map((level, k) => (
          <Form.Item
            key={level}
            name={[about, k, name]}
            label={<LevelTag level={level} />}
            dependencies={k > 0 ? [[about, k - 1, name]] : []}
            rules={[
              { required: true, message: t('settings.required') },
              inRange({ least, most }),
              ({ getFieldValue }) => ({
                validator: async (_, value: number | null) => {
                  const milder = k > 0 && (getFieldValue([about, k - 1, name]) as number | null);
                  if (typeof milder === 'number' && value !== null && value < milder)
                    throw new Error(t('settings.thresholds.notBelow', { least: milder }));
                },
              }),
            ]}
          >
            <InputNumber
              suffix={t(`settings.thresholds.unit.${name}`)}
              data-testid={`threshold-${about}-${level}-${name}`}
            />
          </Form.Item>
        ))}
      </Fields>
    </fieldset>
  );
};
