import { Button, InputNumber, Select } from 'antd';
import type { Scale } from '../../../../server/contract/scoring/rules.ts';
import { isWithin, useToldRange } from '../../../focus/use-range.ts';
import { useWords } from '../../../i18n/use-words.ts';
import styles from './form.module.css';
import { ShareInput } from './share-input.tsx';

const FIRST: { [K in Scale['kind']]: Extract<Scale, { kind: K }> } = {
  linear: { kind: 'linear', zeroAt: 0, fullAt: 1 },
  steps: { kind: 'steps', steps: [{ from: 0, share: 1 }] },
  each: { kind: 'each', points: 1 },
};

const POINTS = { least: 0 };
const SHARE = { least: 0, most: 1 };
const PERCENT = { least: 0, most: 100 };

/** The rule of a scale: points and shares out of their range are told beside it. */
export const useScaleRange = () => {
  const told = useToldRange();
  return {
    validator: async (_: unknown, scale: Scale | undefined) => {
      if (scale?.kind === 'each' && !isWithin(POINTS, scale.points)) throw new Error(told(POINTS));
      if (scale?.kind === 'steps' && !scale.steps.every(({ share }) => isWithin(SHARE, share)))
        throw new Error(told(PERCENT));
    },
  };
};

interface ScaleInputProps {
  value?: Scale;
  onChange?: (scale: Scale) => void;
}

/** What a value is worth: by a line between two figures, by steps, or so many points each. */
export const ScaleInput = ({ onChange = () => {}, value = FIRST.linear }: ScaleInputProps) => {
  const { t } = useWords();
  const figure = (label: string, at: number, change: (figure: number) => void) => (
    <span key={label}>
      <small>{label}</small>
      <InputNumber<number>
        aria-label={label}
        value={at}
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
        figure(t('schemeForm.pointsEach'), value.points, (points) =>
          onChange({ ...value, points }),
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
