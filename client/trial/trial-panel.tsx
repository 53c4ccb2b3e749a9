import { LoadingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Refusal } from '../parts/refusal.tsx';
import styles from './trial.module.css';
import type { Trial } from './use-trial.ts';

interface PanelProps<Result> {
  title: string;
  hint: string;
  trial: Trial<Result>;
  /** What it is tried on, where that can be chosen. */
  choice?: ReactNode;
  children: (result: Result) => ReactNode;
  testId: string;
}

/** The effect of what a form holds, beside it while it is edited: whether it is computed, and figures of before the last change as such. */
export function TrialPanel<Result>(props: PanelProps<Result>) {
  const { children, choice, hint, testId, title, trial } = props;
  const { t } = useWords();
  const { error, isStale, result, state } = trial;
  const panel = useRef<HTMLElement>(null);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={styles.panel}
      data-testid={testId}
      data-state={state}
    >
      <h3>{title}</h3>
      <p>{hint}</p>
      {choice}
      <div className={styles.state}>
        <p role="status">
          {state === 'waiting' && <LoadingOutlined aria-hidden />}
          {state !== 'known' && state !== 'failed' && t(`settings.trial.${state}`)}
          {isStale && <b>{t('settings.trial.stale')}</b>}
        </p>
        {(state === 'waiting' || state === 'givenUp') && (
          <Halt press={state === 'waiting' ? trial.giveUp : trial.touch} heir={panel}>
            {t(`settings.trial.${state === 'waiting' ? 'giveUp' : 'goOn'}`)}
          </Halt>
        )}
      </div>
      {state === 'failed' && error && <Refusal error={error} />}
      {result !== undefined && (
        <div className={isStale ? styles.stale : undefined}>{children(result)}</div>
      )}
    </section>
  );
}

interface HaltProps {
  press: () => void;
  /** Takes the focus where the button goes and had it. */
  heir: RefObject<HTMLElement | null>;
  children: string;
}

/** Gives up what is computed, or begins it anew. */
const Halt = ({ children, heir, press }: HaltProps) => {
  const own = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = own.current;
    return () => {
      if (document.activeElement === button)
        setTimeout(() => heir.current?.focus({ preventScroll: true }));
    };
  }, [heir]);
  return (
    <Button ref={own} size="small" onClick={press}>
      {children}
    </Button>
  );
};

/** A form and the effect of what it holds: beside it where there is room, else below. */
export const Beside = ({ children, trial }: { children: ReactNode; trial: ReactNode }) => (
  <div className={styles.beside}>
    <div>{children}</div>
    <aside>{trial}</aside>
  </div>
);
