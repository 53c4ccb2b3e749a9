import { type Palette, TYPE } from '../theme/tokens.ts';

/** What all charts share: type, axis lines and tooltips from the tokens. */
export const chartStyle = (palette: Palette) => ({
  animation: false,
  textStyle: { fontFamily: TYPE.family, fontSize: 11, color: palette.muted },
  axis: {
    axisLine: { lineStyle: { color: palette.lineStrong } },
    axisTick: { show: false },
    axisLabel: { color: palette.faint, fontSize: 11, fontFamily: TYPE.family },
    splitLine: { lineStyle: { color: palette.line } },
  },
  tooltip: {
    backgroundColor: palette.raised,
    borderColor: palette.lineStrong,
    padding: [6, 10],
    confine: true,
    textStyle: { color: palette.text, fontSize: 12, fontFamily: TYPE.family },
  },
});

/** The same for bars side by side: what is said of those under the pointer, their names below and their figures at the side. */
export const barStyle = (palette: Palette) => {
  const { axis, tooltip, ...base } = chartStyle(palette);
  return {
    ...base,
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.line, opacity: 0.5 } },
    },
    names: { type: 'category', ...axis, splitLine: { show: false } },
    figures: { type: 'value', ...axis, axisLine: { show: false } },
  };
};

/** A tooltip as elements: the security policy refuses the inline styles of ECharts' own markup. */
export const tooltipOf = (
  title: string,
  rows: readonly { colour: string; name: string; value: string }[],
): HTMLElement => {
  const box = document.createElement('div');
  const head = document.createElement('b');
  head.textContent = title;
  box.append(head);
  for (const { colour, name, value } of rows) {
    const row = document.createElement('div');
    const dot = document.createElement('i');
    dot.style.cssText = `display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px;background:${colour}`;
    const figure = document.createElement('b');
    figure.style.cssText = 'float:right;margin-left:18px;font-variant-numeric:tabular-nums';
    figure.textContent = value;
    row.append(dot, name, figure);
    box.append(row);
  }
  return box;
};
