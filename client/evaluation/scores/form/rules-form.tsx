import { Button, Collapse, Form, InputNumber, Select, Switch } from 'antd';
import { PERIODS } from '../../../../server/contract/metrics/metrics.ts';
import {
  FOUND_BY,
  LAST_SHARE_MAX,
  LAST_TIES,
  type ScoringSection,
} from '../../../../server/contract/scoring/rules.ts';
import { useRange } from '../../../focus/use-range.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { useCategoryChoices } from '../../../parts/use-category-choices.ts';
import { Fields } from '../../../settings/fields.tsx';
import styles from './form.module.css';
import { SectionFields } from './section-fields.tsx';
import { ShareInput, useShareRange } from './share-input.tsx';

const SECTION: ScoringSection = { level: 'officer', base: 0, terms: [] };
const SECTIONS_MAX = 30;
const STARS_MAX = 10;

/** Every field of the rules of a scheme, with what it means; they stand in the form under `rules`. */
export const RulesForm = () => {
  const { t } = useWords();
  const inRange = useRange();
  const isShare = useShareRange();
  const form = Form.useFormInstance();
  const categories = useCategoryChoices();
  const hasHonour = Form.useWatch(['rules', 'honour'], form) != null;
  const sections = (Form.useWatch(['rules', 'sections'], form) ?? []) as ScoringSection[];
  const required = [{ required: true, message: t('settings.required') }];
  const titleOf = ({ level, officerCategory, post }: ScoringSection) =>
    [
      level && t(`evaluation.levels.${level}`),
      officerCategory && t(`officerCategory.${officerCategory}`),
      post && t(`postRole.${post}`),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <h3>{t('schemeForm.whole')}</h3>
      <Fields>
        <Form.Item name={['rules', 'period']} label={t('schemeForm.period')} rules={required}>
          <Select
            options={PERIODS.map((value) => ({ value, label: t(`evaluation.periods.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name={['rules', 'ranking', 'minDutyDays']}
          label={t('schemeForm.minDutyDays')}
          extra={t('schemeForm.minDutyDaysHint')}
          rules={[...required, inRange({ least: 0, isWhole: true })]}
        >
          <InputNumber suffix={t('evaluation.unit.days')} />
        </Form.Item>
        {(['minCompleteness', 'maxLeaveShare'] as const).map((name) => (
          <Form.Item
            key={name}
            name={['rules', 'ranking', name]}
            label={t(`schemeForm.${name}`)}
            extra={t(`schemeForm.${name}Hint`)}
            rules={[...required, isShare()]}
          >
            <ShareInput />
          </Form.Item>
        ))}
        <Form.Item
          name={['rules', 'lastShare']}
          label={t('schemeForm.lastShare')}
          extra={t('schemeForm.lastShareHint')}
          rules={[...required, isShare(LAST_SHARE_MAX)]}
        >
          <ShareInput />
        </Form.Item>
        <Form.Item name={['rules', 'lastTies']} label={t('schemeForm.lastTies')}>
          <Select
            allowClear
            options={LAST_TIES.map((value) => ({ value, label: t(`schemeForm.ties.${value}`) }))}
          />
        </Form.Item>
      </Fields>
      <h3>{t('schemeForm.stars')}</h3>
      <Form.List name={['rules', 'stars']}>
        {(stars, { add, remove }) => (
          <>
            {stars.map(({ key, name }) => (
              <Fields key={key}>
                <Form.Item
                  name={[name, 'stars']}
                  label={t('schemeForm.starCount')}
                  rules={[...required, inRange({ least: 1, most: STARS_MAX, isWhole: true })]}
                >
                  <InputNumber />
                </Form.Item>
                <Form.Item name={[name, 'from']} label={t('schemeForm.starFrom')} rules={required}>
                  <InputNumber suffix={t('evaluation.unit.points')} />
                </Form.Item>
                <Form.Item label=" ">
                  <Button size="small" onClick={() => remove(name)}>
                    {t('schemeForm.remove')}
                  </Button>
                </Form.Item>
              </Fields>
            ))}
            <Button
              size="small"
              disabled={stars.length >= STARS_MAX}
              onClick={() => add({ stars: stars.length + 1, from: 0 })}
            >
              {t('schemeForm.addStar')}
            </Button>
          </>
        )}
      </Form.List>
      <h3>{t('schemeForm.honour')}</h3>
      <Form.Item label={t('schemeForm.hasHonour')} extra={t('schemeForm.honourHint')}>
        <Switch
          checked={hasHonour}
          aria-label={t('schemeForm.hasHonour')}
          onChange={(on) => form.setFieldValue(['rules', 'honour'], on ? { kinds: [] } : null)}
        />
      </Form.Item>
      {hasHonour && (
        <Fields>
          <Form.Item
            name={['rules', 'honour', 'kinds']}
            label={t('schemeForm.honourKinds')}
            rules={required}
          >
            <Select
              mode="multiple"
              options={categories}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          <Form.Item name={['rules', 'honour', 'foundBy']} label={t('schemeForm.foundBy')}>
            <Select
              mode="multiple"
              options={FOUND_BY.map((value) => ({
                value,
                label: t(`schemeForm.foundBys.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name={['rules', 'honour', 'minTotal']} label={t('schemeForm.minTotal')}>
            <InputNumber suffix={t('evaluation.unit.points')} />
          </Form.Item>
        </Fields>
      )}
      <h3>{t('schemeForm.sections')}</h3>
      <Form.List name={['rules', 'sections']}>
        {(fields, { add, remove }) => (
          <>
            <Collapse
              items={fields.map(({ key, name }) => ({
                key,
                // What is folded away is asked for too.
                forceRender: true,
                label: titleOf(sections[name] ?? SECTION),
                children: (
                  <SectionFields at={name} remove={fields.length > 1 ? () => remove(name) : null} />
                ),
              }))}
            />
            <p className={styles.acts}>
              <Button
                size="small"
                disabled={fields.length >= SECTIONS_MAX}
                onClick={() => add(SECTION)}
              >
                {t('schemeForm.addSection')}
              </Button>
            </p>
          </>
        )}
      </Form.List>
    </>
  );
};
