import { Component, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import styles from '../parts/states.module.css';
import { Button } from '../plain/button.tsx';
import { forgetFailures, type Load, lazyPart, NotFetched } from './lazy-part.tsx';

/** In place of a piece that could not be fetched; asks for it again by itself once the server is back. */
const Missing = ({ again }: { again: () => void }) => {
  const { t } = useWords();
  useEffect(
    () =>
      useLive.subscribe(({ connection }, before) => {
        if (connection.state === 'live' && before.connection.state !== 'live') again();
      }),
    [again],
  );
  return (
    <div className={styles.state} role="alert" data-testid="not-fetched">
      <strong>{t('state.pieceNotFetched')}</strong>
      <p>{t('state.pieceNotFetchedHint')}</p>
      <Button primary size="small" onClick={again}>
        {t('state.retry')}
      </Button>
      <Button size="small" onClick={() => window.location.reload()}>
        {t('state.reload')}
      </Button>
    </div>
  );
};

interface CatchProps {
  again: () => void;
  children: ReactNode;
}

/** What threw for another reason is for the page to say. */
class Catch extends Component<CatchProps, { error: unknown }> {
  override state = { error: null };
  static getDerivedStateFromError = (error: unknown) => ({ error });
  override render() {
    const { error } = this.state as { error: unknown };
    if (error === null) return this.props.children;
    if (error instanceof NotFetched) return <Missing again={this.props.again} />;
    throw error;
  }
}

/**
 * A piece of a page in a chunk of its own. Where it cannot be fetched, that is said in its place and the rest of the page stands, with what
 * is typed in it. `early`: asked for as soon as its page is, while the page still waits for its data.
 */
export function lazyPiece<P extends object>(load: Load<P>, { early = false } = {}) {
  const Piece = lazyPart(load);
  if (early) Piece.fetch();
  return function LazyPiece(props: P) {
    const [tries, setTries] = useState(0);
    const again = useCallback(() => {
      forgetFailures();
      setTries((n) => n + 1);
    }, []);
    return (
      <Catch key={tries} again={again}>
        <Piece {...props} />
      </Catch>
    );
  };
}
