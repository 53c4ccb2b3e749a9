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
}

/** One chart, drawn on canvas and resized with its box. */
export default function Chart({ option, label, className, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    const made = init(box.current!, null, { renderer: 'canvas' });
    chart.current = made;
    made.getZr().on('click', ({ offsetX, offsetY }) => {
      const point = [offsetX, offsetY];
      if (!made.containPixel({ gridIndex: 0 }, point)) return;
      const at = made.convertFromPixel({ gridIndex: 0 }, point);
      if (at) pick.current?.(at[0]!);
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
