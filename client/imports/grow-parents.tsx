import { Checkbox } from 'antd';
import type { AreaImportReport } from '../../server/contract/areas/area-import.ts';
import { useWords } from '../i18n/use-words.ts';

interface GrowProps {
  report: AreaImportReport | undefined;
  value: boolean;
  onChange: (value: boolean) => void;
}

/** Whether outlines above grow with what lies outside them; asked only where something does. */
export const GrowParents = ({ onChange, report, value }: GrowProps) => {
  const { t } = useWords();
  if (!value && !report?.defects.some(({ defect }) => defect === 'outside-parent')) return null;
  return (
    <Checkbox
      checked={value}
      data-testid="grow-parents"
      onChange={({ target }) => onChange(target.checked)}
    >
      {t('imports.growParents')}
    </Checkbox>
  );
};
