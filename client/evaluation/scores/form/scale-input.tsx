import { Button, InputNumber, Select } from 'antd';
import type { Scale } from '../../../../server/contract/scoring/rules.ts';
import { useWords } from '../../../i18n/use-words.ts';
import styles from './form.module.css';
import { ShareInput } from './share-input.tsx';

const FIRST: { [K in Scale['kind']]: Extract<Scale, { kind: K }> } = {
  linear: { kind: 'linear', zeroAt: 0, fullAt: 1 },
  steps: { kind: 'steps', steps: [{ from: 0, share: 1 }] },
  each: { kind: 'each', points: 1 },
};

interface ScaleInputProps {
  value?: Scale;
  onChange?: (scale: Scale) => void;
}

/** What a value is worth: by a line between two figures, by steps, or so many points each. */
export const ScaleInput = ({ onChange = () => {}, value = FIRST.linear }: ScaleInputProps) => {
  const { t } = useWords();
  const figure = (label: string, at: number, change: (figure: number) => void, min?: number) => (
    <span key={label}>
      <small>{label}</small>
      <InputNumber<number>
        aria-label={label}
        value={at}
        {...(min === undefined ? {} : { min })}
        onChange={(one) => one !== null && change(one)}
      />
    </span>
  );
  return (
    <div className={styles.parts}>
      <span>
        <small>{t('schemeForm.scale')}</small>
        <Select
          aria-label={t('schemeForm.scale')}
          value={value.kind}
          options={(Object.keys(FIRST) as Scale['kind'][]).map((kind) => ({
            value: kind,
            label: t(`schemeForm.scales.${kind}`),
          }))}
          onChange={(kind: Scale['kind']) => onChange(FIRST[kind])}
        />
      </span>
      {value.kind === 'linear' && (
        <>
          {figure(t('schemeForm.zeroAt'), value.zeroAt, (zeroAt) => onChange({ ...value, zeroAt }))}
          {figure(t('schemeForm.fullAt'), value.fullAt, (fullAt) => onChange({ ...value, fullAt }))}
        </>
      )}
      {value.kind === 'each' &&
        figure(
          t('schemeForm.pointsEach'),
          value.points,
          (points) => onChange({ ...value, points }),
          0,
        )}
      {value.kind === 'steps' && (
        <>
          {value.steps.map((step, k) => {
            const change = (own: Partial<typeof step>) =>
              onChange({
                ...value,
                steps: value.steps.map((one, at) => (at === k ? { ...one, ...own } : one)),
              });
            return (
              // A step is known by its place.
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names
              <div key={k} className={styles.parts}>
                {figure(t('schemeForm.stepFrom'), step.from, (from) => change({ from }))}
                <span>
                  <small>{t('schemeForm.stepShare')}</small>
                  <ShareInput
                    label={t('schemeForm.stepShare')}
                    value={step.share}
                    onChange={(share) => change({ share: share ?? 0 })}
                  />
                </span>
                <Button
                  size="small"
                  disabled={value.steps.length === 1}
                  onClick={() =>
                    onChange({ ...value, steps: value.steps.filter((_, at) => at !== k) })
                  }
                >
                  {t('schemeForm.remove')}
                </Button>
              </div>
            );
          })}
          <Button
            size="small"
            onClick={() => onChange({ ...value, steps: [...value.steps, { from: 0, share: 0 }] })}
          >
            {t('schemeForm.addStep')}
          </Button>
        </>
      )}
    </div>
  );
};
