import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import {
  CASE_CREDITS,
  FOUND_BY,
  MATTER_FIGURES,
  OFFICER_FIGURES,
  type ScoringTerm,
  WITHOUT_FINDER,
} from '../../../../server/contract/scoring/rules.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { useCategoryChoices } from '../../../parts/use-category-choices.ts';
import { caseDefinitionsQuery, definitionsQuery } from '../../api.ts';
import styles from './form.module.css';

type Source = ScoringTerm['source'];
const KINDS = ['metric', 'matters', 'cases', 'officers'] as const;
type Kind = (typeof KINDS)[number];

const FIRST: Record<Kind, Source> = {
  metric: { metric: 'completionRate' },
  matters: { matters: 'points' },
  cases: { cases: 'closedInTime' },
  officers: { officers: 'stars' },
};

interface SourceInputProps {
  value?: Source;
  onChange?: (source: Source) => void;
}

/** What a term counts: a metric, matters, cases, or how the officers somebody is answerable for stand. */
export const SourceInput = ({ onChange = () => {}, value = FIRST.metric }: SourceInputProps) => {
  const { t, language } = useWords();
  const { data: metrics } = useQuery(definitionsQuery);
  const { data: cases } = useQuery(caseDefinitionsQuery);
  const categories = useCategoryChoices();
  const kind = KINDS.find((one) => one in value)!;
  const given = value as Record<string, unknown>;
  const labelled = (all: readonly { id: string; name: Record<string, string> }[] | undefined) =>
    (all ?? []).map(({ id, name }) => ({ value: id, label: name[language]! }));
  const choices = {
    metric: labelled(metrics?.definitions),
    cases: labelled(cases?.definitions),
    matters: MATTER_FIGURES.map((one) => ({
      value: one,
      label: t(`schemeForm.matters.${one}`),
    })),
    officers: OFFICER_FIGURES.map((one) => ({
      value: one,
      label: t(`schemeForm.officers.${one}`),
    })),
  } satisfies Record<Kind, unknown>;
  /** A choice that may be left out. */
  const also = (name: string, label: string, options: { value: string; label: string }[]) => (
    <span>
      <small>{label}</small>
      <Select
        allowClear
        aria-label={label}
        value={given[name] as string}
        options={options}
        onChange={(one?: string) => {
          const { [name]: _, ...rest } = given;
          onChange((one === undefined ? rest : { ...rest, [name]: one }) as Source);
        }}
      />
    </span>
  );
  const words = <K extends string>(
    values: readonly K[],
    group: 'foundBy' | 'withoutFinder' | 'credit',
  ) => values.map((one) => ({ value: one, label: t(`schemeForm.${group}s.${one}`) }));
  return (
    <div className={styles.parts}>
      <span>
        <small>{t('schemeForm.source')}</small>
        <Select
          aria-label={t('schemeForm.source')}
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: t(`schemeForm.sources.${one}`) }))}
          onChange={(one: Kind) => onChange(FIRST[one])}
        />
      </span>
      <span>
        <small>{t(`schemeForm.sources.${kind}`)}</small>
        <Select
          aria-label={t(`schemeForm.sources.${kind}`)}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={given[kind] as string}
          options={choices[kind]}
          onChange={(one: string) => onChange({ ...given, [kind]: one } as Source)}
        />
      </span>
      {kind === 'cases' && also('credit', t('schemeForm.credit'), words(CASE_CREDITS, 'credit'))}
      {kind === 'matters' && (
        <>
          {also('foundBy', t('schemeForm.foundBy'), words(FOUND_BY, 'foundBy'))}
          {also(
            'withoutFinder',
            t('schemeForm.withoutFinder'),
            words(WITHOUT_FINDER, 'withoutFinder'),
          )}
          <span>
            <small>{t('schemeForm.kinds')}</small>
            <Select
              mode="multiple"
              aria-label={t('schemeForm.kinds')}
              placeholder={t('schemeForm.allKinds')}
              showSearch={{ optionFilterProp: 'label' }}
              value={(given.kinds as string[] | undefined) ?? []}
              options={categories}
              onChange={(kinds: string[]) => {
                const { kinds: _, ...rest } = given;
                onChange((kinds.length > 0 ? { ...rest, kinds } : rest) as Source);
              }}
            />
          </span>
        </>
      )}
    </div>
  );
};
