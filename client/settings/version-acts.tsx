import { Button } from 'antd';
import { Ask } from '../focus/ask.tsx';
import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';
import { stateOf } from './version-state.ts';

interface VersionActsProps {
  version: { from: string; to: string | null };
  now: number;
  /** Opens what the next version begins with; left out where that is done elsewhere. */
  change?: () => void;
  withdraw: () => void;
}

/** What may be done to a version of rules: the next one is made of it unless it is past, and the last one is taken back before it holds. */
export const VersionActs = ({ change, now, version, withdraw }: VersionActsProps) => {
  const { t } = useWords();
  const state = stateOf(version, now);
  if (state === 'past') return null;
  return (
    <div className={styles.versionActs}>
      {change && (
        <Button size="small" data-testid="version-change" onClick={change}>
          {t('evaluation.norm.change')}
        </Button>
      )}
      {state === 'coming' && version.to === null && (
        <Ask
          title={t('evaluation.norm.withdrawAsk')}
          okText={t('evaluation.norm.withdraw')}
          cancelText={t('settings.cancel')}
          onConfirm={withdraw}
        >
          <Button size="small" danger data-testid="version-withdraw">
            {t('evaluation.norm.withdraw')}
          </Button>
        </Ask>
      )}
    </div>
  );
};
