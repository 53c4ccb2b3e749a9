import type { Map as BaseMap } from 'maplibre-gl';
import { useCallback, useRef, useState } from 'react';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { createPen, type Pen } from './pen.ts';
import type { Ring } from './snap.ts';

/** The outline that is drawn on a map: as it stands, and as it stood before each step. `onChange`: told whenever it is another. */
export function useOutline(neighbours: readonly Ring[], onChange: () => void) {
  const { palette } = useBaseMap();
  const [ring, setRing] = useState<Ring | null>(null);
  const [past, setPast] = useState<readonly (Ring | null)[]>([]);
  /** Of an outline that is not closed yet. */
  const [corners, setCorners] = useState(0);
  const pen = useRef<Pen>(null);
  /** The outline as it stands: a map that comes later, or anew, begins with it. */
  const latest = useRef<Ring | null>(null);
  /** As it stood when the last step was done. */
  const settled = useRef<Ring | null>(null);
  const near = useRef(neighbours);
  near.current = neighbours;
  const stand = useCallback(
    (outline: Ring | null) => {
      latest.current = outline;
      setRing(outline);
      onChange();
    },
    [onChange],
  );
  const step = useCallback((outline: Ring | null) => {
    const before = settled.current;
    settled.current = outline;
    setPast((steps) => [...steps, before]);
  }, []);
  const tool = useCallback(
    (base: BaseMap) => {
      const made = createPen(base, {
        palette,
        neighbours: () => near.current,
        onChange: stand,
        onCorners: setCorners,
        onStep: (outline) => {
          stand(outline);
          step(outline);
        },
      });
      pen.current = made;
      if (latest.current) made.edit(latest.current);
      else made.draw();
      return () => {
        pen.current = null;
        made.stop();
      };
    },
    [palette, stand, step],
  );
  const show = (outline: Ring | null) => {
    settled.current = outline;
    if (!pen.current) stand(outline);
    else if (outline) pen.current.edit(outline);
    else pen.current.draw();
  };
  return {
    ...{ ring, tool },
    /** Another outline, or none, of which nothing is taken back. */
    begin(outline: Ring | null) {
      setPast([]);
      show(outline);
    },
    /** The outline as it is now, or none: a step like those by hand. */
    set(outline: Ring | null) {
      step(outline);
      show(outline);
    },
    /** Takes the last step back, or the last corner; null where there is none. */
    takeBack:
      corners === 0 && past.length === 0
        ? null
        : () => {
            if (pen.current?.takeBack()) return;
            show(past.at(-1) ?? null);
            setPast(past.slice(0, -1));
          },
  };
}
