import { useEffect, useRef } from 'react';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { OwnDuty } from '../../../server/contract/handhelds/own.ts';
import { useShade } from '../../theme/preferences.ts';
import { PALETTES } from '../../theme/tokens.ts';
import { draw, type Shown, viewOn } from './draw.ts';

interface GridMapProps {
  grid: NonNullable<OwnDuty['grid']>;
  shown: Shown;
  label: string;
  onTap?: (place: LngLat) => void;
}

/** The own grid, drawn from what is on the phone: it needs no map from anywhere. */
export const GridMap = ({ grid, shown, label, onTap }: GridMapProps) => {
  const shade = useShade();
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const paint = () => {
      const { clientHeight, clientWidth } = canvas;
      const ratio = window.devicePixelRatio || 1;
      canvas.width = clientWidth * ratio;
      canvas.height = clientHeight * ratio;
      const context = canvas.getContext('2d')!;
      context.scale(ratio, ratio);
      const view = viewOn(grid, shown, canvas);
      draw(context, { grid, shown, view, palette: PALETTES[shade] });
    };
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [grid, shown, shade]);
  return (
    <canvas
      ref={ref}
      className="map"
      role="img"
      aria-label={label}
      data-seen={shown.seen.size}
      onClick={
        onTap &&
        (({ nativeEvent: { offsetX, offsetY }, currentTarget }) =>
          onTap(viewOn(grid, shown, currentTarget).from(offsetX, offsetY)))
      }
    />
  );
};
