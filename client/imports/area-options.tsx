import { Checkbox, DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import type { AreaFile } from '../../server/contract/areas/area-file.ts';
import type { AreaImportReport } from '../../server/contract/areas/area-import.ts';
import { RangedNumber } from '../focus/ranged-number.tsx';
import { useWords } from '../i18n/use-words.ts';
import { type AreaChoices, HEAL_M } from './area-choices.ts';
import { AreaKeyFields } from './area-keys.tsx';
import { GrowParents } from './grow-parents.tsx';
import styles from './imports.module.css';

interface OptionsProps {
  /** Names of what the file says of each area. */
  properties: AreaFile['properties'];
  choices: AreaChoices;
  change: (some: Partial<AreaChoices>) => void;
  /** The day it holds from; null: now. */
  from: Dayjs | null;
  setFrom: (day: Dayjs | null) => void;
  report: AreaImportReport | undefined;
}

/** How files of areas are read and stored, as far as somebody has to decide. */
export const AreaOptions = ({ change, choices, from, properties, ...rest }: OptionsProps) => {
  const { report, setFrom } = rest;
  const { t } = useWords();
  return (
    <>
      <div className={styles.columns}>
        <AreaKeyFields
          properties={properties}
          keys={choices.keys}
          setKeys={(keys) => change({ keys })}
          datum={choices.datum}
          setDatum={(datum) => change({ datum })}
        />
        <div>
          <span>{t('imports.validFrom')}</span>
          <DatePicker
            size="small"
            value={from}
            placeholder={t('imports.validNow')}
            aria-label={t('imports.validFrom')}
            onChange={setFrom}
          />
        </div>
      </div>
      <Checkbox
        checked={choices.repair}
        onChange={({ target }) => change({ repair: target.checked })}
      >
        {t('imports.repair')}
      </Checkbox>
      <Checkbox
        checked={choices.isComplete}
        onChange={({ target }) => change({ isComplete: target.checked })}
      >
        {t('imports.complete')}
      </Checkbox>
      <div className={styles.heal}>
        <span>{t('imports.heal')}</span>
        <RangedNumber
          range={HEAL_M}
          value={choices.healM}
          suffix="m"
          label={t('imports.heal')}
          testId="heal"
          onChange={(healM) => change({ healM: healM ?? 0 })}
        />
      </div>
      <GrowParents
        report={report}
        value={choices.growParents}
        onChange={(growParents) => change({ growParents })}
      />
    </>
  );
};
