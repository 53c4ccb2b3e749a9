import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import { Suspense } from 'react';
import { CONFIRMED_BY } from '../../../server/contract/norms/norm.ts';
import { useRange } from '../../focus/use-range.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lazyPiece } from '../../shell/lazy-piece.tsx';
import { checkpointAt } from './checkpoint-at.ts';
import { checkpointLimitsOf, type NormFields } from './norm-fields.ts';
import styles from './norms.module.css';

const CheckpointMap = lazyPiece(() => import('./checkpoint-map.tsx'));

const NUMBERS = ['radiusM', 'minDwellS'] as const;

/** Checkpoints in a list; a click on the map puts another there. */
export const Checkpoints = ({ form }: { form: FormInstance<NormFields> }) => {
  const { t } = useWords();
  const placed = Form.useWatch('checkpoints', form) ?? [];
  const required = [{ required: true, message: t('settings.required') }];
  const inRange = useRange();
  const within = (least: number, most: number) => [...required, inRange({ least, most })];
  const field = (name: string) => t(`evaluation.norm.checkpoint.${name}`);
  return (
    <Form.List name="checkpoints">
      {(rows, { add, remove }) => (
        <>
          <p className={styles.hint}>{t('evaluation.norm.checkpoint.about')}</p>
          <Suspense fallback={null}>
            <CheckpointMap
              checkpoints={placed}
              onPlace={(position) => add(checkpointAt(position, placed))}
            />
          </Suspense>
          {rows.map(({ key, name }) => (
            <div key={key} className={styles.checkpoint} data-testid="checkpoint">
              <Form.Item name={[name, 'id']} label={field('id')} rules={required}>
                <Input maxLength={64} />
              </Form.Item>
              <Form.Item name={[name, 'name']} label={field('name')}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item
                name={[name, 'position', 'lng']}
                label={field('lng')}
                extra={field('degrees')}
                rules={within(-180, 180)}
              >
                <InputNumber step={0.0001} />
              </Form.Item>
              <Form.Item
                name={[name, 'position', 'lat']}
                label={field('lat')}
                extra={field('degrees')}
                rules={within(-90, 90)}
              >
                <InputNumber step={0.0001} />
              </Form.Item>
              {NUMBERS.map((number) => {
                const { least, most } = checkpointLimitsOf(number);
                return (
                  <Form.Item
                    key={number}
                    name={[name, number]}
                    label={field(number)}
                    extra={`${field(`hint.${number}`)} ${t('evaluation.norm.range', { least, most })}`}
                    rules={within(least, most)}
                  >
                    <InputNumber />
                  </Form.Item>
                );
              })}
              <Form.Item
                name={[name, 'confirmedBy']}
                label={field('confirmedBy')}
                extra={field('hint.confirmedBy')}
              >
                <Select
                  allowClear
                  placeholder={field('anyProof')}
                  options={CONFIRMED_BY.map((value) => ({ value, label: field(value) }))}
                />
              </Form.Item>
              <Button
                aria-label={field('remove')}
                icon={<DeleteOutlined aria-hidden />}
                onClick={() => remove(name)}
              />
            </div>
          ))}
        </>
      )}
    </Form.List>
  );
};
