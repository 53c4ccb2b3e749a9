import { Button } from 'antd';
import type { GridChange } from '../../../server/contract/areas/area-import.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from '../imports.module.css';

interface HangsOnProps {
  grid: GridChange;
  /** Opens where an officer is given another grid. */
  assign: (officer: GridChange['officers'][number]) => void;
}

/** Who holds a grid that changes, and what hangs on it, each in a line. */
export const HangsOn = ({ assign, grid }: HangsOnProps) => {
  const { t } = useWords();
  const { accounts, checkpoints, ends, norms, officers, patrols, posts, walking, warnings } = grid;
  const names = (some: readonly string[]) => some.join(t('between'));
  const said = [
    posts.length > 0 && t('imports.postsLeft', { names: names(posts) }),
    accounts.length > 0 && t('imports.accountsLeft', { names: names(accounts) }),
    norms > 0 && t(ends ? 'imports.gridNormsEnd' : 'imports.gridNorms', { count: norms }),
    checkpoints > 0 &&
      t(ends ? 'imports.gridCheckpointsEnd' : 'imports.gridCheckpoints', { count: checkpoints }),
    warnings > 0 && t('imports.gridWarnings', { count: warnings }),
    walking > 0 && t('imports.gridWalking', { count: walking }),
    patrols > 0 && t('imports.gridPatrols', { count: patrols }),
  ].filter((line) => line !== false);
  return (
    <div className={styles.hangs}>
      {officers.length > 0 && (
        <span>
          {ends
            ? t('imports.holdersLeft')
            : t('imports.holdersKeep', { names: names(officers.map(({ name }) => name)) })}
          {ends &&
            officers.map((officer) => (
              <Button
                key={officer.id}
                type="link"
                size="small"
                data-testid="assign-left"
                onClick={() => assign(officer)}
              >
                {officer.name}
              </Button>
            ))}
        </span>
      )}
      {said.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
};
