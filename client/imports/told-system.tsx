import { Select } from 'antd';
import { stripsOf } from '../../server/contract/areas/area-systems.ts';
import type { RequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';

/** The easting of a file that was refused since it names no coordinate system; null where it was read, or refused otherwise. */
const eastingOf = (error: RequestError | undefined) => {
  const sample = error?.problems.find(({ code }) => code === 'no-system')?.values.sample;
  return sample === undefined ? null : Number(String(sample).split(',')[0]);
};

interface ToldSystemProps {
  error: RequestError | undefined;
  tell: (system: string) => void;
}

/** Asks which coordinate system the numbers of a file are of that does not say so: those they can be of. */
export const ToldSystem = ({ error, tell }: ToldSystemProps) => {
  const { t } = useWords();
  const easting = eastingOf(error);
  if (easting === null) return null;
  return (
    <Select
      data-testid="told-system"
      aria-label={t('imports.toldSystem')}
      placeholder={t('imports.toldSystem')}
      showSearch={{ optionFilterProp: 'label' }}
      options={[
        ...stripsOf(easting).map((strip) => ({
          value: `EPSG:${strip.code}`,
          label: t('imports.strip', { ...strip }),
        })),
        { value: 'EPSG:3857', label: t('imports.mercator') },
      ]}
      onChange={tell}
    />
  );
};
