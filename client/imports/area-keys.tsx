import { Select } from 'antd';
import type { AreaFile, AreaKeys } from '../../server/contract/areas/area-file.ts';
import type { Datum } from '../../server/contract/areas/geo.ts';
import { useWords } from '../i18n/use-words.ts';

const KEYS = ['codeKey', 'nameKey', 'parentKey', 'levelKey', 'gridTypeKey'] as const;
const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

interface AreaKeysProps {
  /** Of the files, with some of their values. */
  properties: AreaFile['properties'];
  keys: AreaKeys;
  setKeys: (keys: AreaKeys) => void;
  datum: Datum;
  setDatum: (datum: Datum) => void;
}

/** Which properties of the files hold what, and of which datum their degrees are. */
export const AreaKeyFields = ({ datum, keys, properties, setDatum, setKeys }: AreaKeysProps) => {
  const { t } = useWords();
  return (
    <>
      {KEYS.map((key) => (
        <div key={key}>
          <span>{t(`imports.key.${key}`)}</span>
          <Select
            size="small"
            aria-label={t(`imports.key.${key}`)}
            allowClear={key !== 'codeKey' && key !== 'nameKey'}
            value={keys[key] ?? null}
            options={properties.map(({ name, samples }) => ({
              value: name,
              label: `${name}${samples.length ? ` (${samples.join(', ')})` : ''}`,
            }))}
            onChange={(value: string | undefined) => setKeys(withKey(keys, key, value))}
          />
        </div>
      ))}
      <div>
        <span>{t('imports.datum')}</span>
        <Select<Datum>
          size="small"
          aria-label={t('imports.datum')}
          value={datum}
          options={DATUMS.map((value) => ({
            value,
            label: t(`imports.datumOf.${value}`),
          }))}
          popupMatchSelectWidth={false}
          onChange={setDatum}
        />
      </div>
    </>
  );
};

const withKey = (keys: AreaKeys, key: keyof AreaKeys, value: string | undefined): AreaKeys => {
  const { [key]: _, ...rest } = keys;
  return value === undefined ? rest : { ...rest, [key]: value };
};
