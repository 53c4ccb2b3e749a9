import { Segmented, Select } from 'antd';
import { LEVELS, type Level } from '../../server/contract/areas/area.ts';
import {
  CASE_STATES,
  type CaseState,
  LIGHTS,
  type Light,
} from '../../server/contract/cases/case.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryChoices } from '../parts/use-category-choices.ts';
import { AreaSelect } from '../patrols/area-select.tsx';
import { FoldedFilters } from '../search/folded-filters.tsx';
import { SearchField } from '../search/search-field.tsx';
import styles from './cases.module.css';
import { narrowedBy, useLooking, VIEWS, type View } from './filter.ts';
import { LightTag } from './light.tsx';
import { SavedViewsMenu } from './saved-views.tsx';

interface ChoiceProps<T extends string> {
  label: string;
  value: readonly T[];
  options: readonly { value: T; label: string }[];
  onChange: (value: T[]) => void;
}

/** Some of several, found by their names. */
const Choice = <T extends string>({ label, onChange, options, value }: ChoiceProps<T>) => (
  <Select<T[]>
    mode="multiple"
    allowClear
    maxTagCount="responsive"
    className={styles.choice!}
    aria-label={label}
    placeholder={label}
    optionFilterProp="label"
    value={[...value]}
    options={[...options]}
    onChange={onChange}
  />
);

/** What cases are narrowed to, whatever the view; and the views given a name. */
export const Filters = () => {
  const { t } = useWords();
  const { change, looking } = useLooking();
  const categories = useCategoryChoices();
  const { lights, q, states, view } = looking;
  const isList = view !== 'map';
  const toggle = (light: Light) =>
    change({
      lights: lights.includes(light) ? lights.filter((one) => one !== light) : [...lights, light],
    });
  return (
    <FoldedFilters
      className={styles.filters!}
      set={Object.keys(narrowedBy(looking)).length + (states.length > 0 ? 1 : 0)}
      first={
        <Segmented<View>
          aria-label={t('cases.view')}
          options={VIEWS.map((value) => ({ value, label: t(`cases.views.${value}`) }))}
          value={view}
          onChange={(value) => change({ view: value })}
        />
      }
    >
      {view !== 'red' && isList && (
        <fieldset aria-label={t('cases.lights')}>
          {LIGHTS.map((light) => (
            <button
              key={light}
              type="button"
              aria-pressed={lights.includes(light)}
              onClick={() => toggle(light)}
            >
              <LightTag light={light} />
            </button>
          ))}
        </fieldset>
      )}
      {view === 'table' && (
        <Choice<CaseState>
          label={t('cases.stateHead')}
          value={states}
          options={CASE_STATES.map((value) => ({ value, label: t(`cases.state.${value}`) }))}
          onChange={(value) => change({ states: value })}
        />
      )}
      {isList && (
        <>
          <AreaSelect
            className={styles.choice}
            value={looking.areaId}
            choose={(areaId) => change({ areaId })}
            placeholder={t('patrols.area')}
          />
          <Choice<Level>
            label={t('cases.levelHead')}
            value={looking.levels}
            options={LEVELS.map((value) => ({ value, label: t(`cases.level.${value}`) }))}
            onChange={(value) => change({ levels: value })}
          />
          <Choice<string>
            label={t('cases.category')}
            value={looking.categories}
            options={categories}
            onChange={(value) => change({ categories: value })}
          />
          <SearchField
            key={q}
            className={styles.search!}
            allowClear
            defaultValue={q}
            maxLength={100}
            onSearch={(text) => change({ q: text.trim() })}
            placeholder={t('cases.search')}
            aria-label={t('cases.search')}
          />
          <SavedViewsMenu />
        </>
      )}
    </FoldedFilters>
  );
};
