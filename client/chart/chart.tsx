import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import {
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([
  BarChart,
  CustomChart,
  LineChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

interface ChartProps {
  option: EChartsCoreOption;
  label: string;
  className?: string;
  /** A click anywhere in the plot, as the value on the first horizontal axis. */
  onPick?: (x: number) => void;
  /** A drag over the plot, as the first and last value on that axis; `isDone` once let go. */
  onBrush?: (from: number, to: number, isDone: boolean) => void;
}

/** One chart, drawn on canvas and resized with its box. */
export default function Chart({ option, label, className, onPick, onBrush }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const brush = useRef(onBrush);
  brush.current = onBrush;

  useEffect(() => {
    const made = init(box.current!, null, { renderer: 'canvas' });
    chart.current = made;
    made.getZr().on('click', ({ offsetX, offsetY }) => {
      const point = [offsetX, offsetY];
      if (!made.containPixel({ gridIndex: 0 }, point)) return;
      const at = made.convertFromPixel({ gridIndex: 0 }, point);
      if (at) pick.current?.(at[0]!);
    });
    const xAt = (offsetX: number): number =>
      made.convertFromPixel({ gridIndex: 0 }, [offsetX, 0])?.[0] ?? Number.NaN;
    let startX: number | null = null;
    let lastX = 0;
    const tell = (isDone: boolean) =>
      brush.current?.(Math.min(startX!, lastX), Math.max(startX!, lastX), isDone);
    made.getZr().on('mousedown', ({ offsetX, offsetY }) => {
      if (!brush.current || !made.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return;
      startX = xAt(offsetX);
      lastX = startX;
    });
    made.getZr().on('mousemove', ({ offsetX }) => {
      const x = xAt(offsetX);
      if (startX === null || Number.isNaN(x) || x === lastX) return;
      lastX = x;
      tell(false);
    });
    made.getZr().on('mouseup', () => {
      if (startX === null) return;
      tell(true);
      startX = null;
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true, lazyUpdate: true });
  }, [option]);

  return <div ref={box} className={className} role="img" aria-label={label} />;
}
