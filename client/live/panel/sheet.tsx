import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import styles from './sheet.module.css';

/** Heights the sheet rests at, as shares of the page: a peek, half, nearly all. */
const STOPS = [0.24, 0.52, 0.92] as const;

export const nearestStop = (share: number): number =>
  STOPS.reduce((best, stop) => (Math.abs(stop - share) < Math.abs(best - share) ? stop : best));

/** The phone's panel: pulled up from the bottom, or stepped through by its handle. */
export const Sheet = ({ children }: { children: ReactNode }) => {
  const { t } = useWords();
  const sheet = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState<number>(STOPS[0]);
  const [dragged, setDragged] = useState<number | null>(null);
  const start = useRef<{ y: number; share: number; moved: boolean }>(null);

  const onMove = (event: PointerEvent) => {
    const page = sheet.current?.parentElement?.clientHeight;
    if (!start.current || !page) return;
    const delta = start.current.y - event.clientY;
    if (Math.abs(delta) > 4) start.current.moved = true;
    setDragged(Math.min(STOPS[2], Math.max(0.1, start.current.share + delta / page)));
  };
  const onUp = () => {
    if (start.current?.moved && dragged !== null) setShare(nearestStop(dragged));
    setDragged(null);
  };
  const step = () => {
    const wasDragged = start.current?.moved;
    start.current = null;
    if (!wasDragged)
      setShare(STOPS[(STOPS.indexOf(nearestStop(share) as never) + 1) % STOPS.length]!);
  };

  return (
    <div
      ref={sheet}
      className={styles.sheet}
      data-dragged={dragged !== null}
      style={{ height: `${(dragged ?? share) * 100}%` }}
    >
      <button
        type="button"
        className={styles.handle}
        aria-label={t('live.sheet')}
        aria-expanded={share > STOPS[0]}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = { y: event.clientY, share, moved: false };
        }}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={onUp}
        onClick={step}
      />
      <div className={styles.content}>{children}</div>
    </div>
  );
};
