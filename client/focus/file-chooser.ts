import type { KeyboardEvent, SyntheticEvent } from 'react';

const comeBack = ({ currentTarget }: SyntheticEvent<HTMLElement>): void =>
  void setTimeout(() => currentTarget.focus());

/** For a button that opens the chooser of files: the library takes the focus off it, by a click and by Enter, before that comes to a click. */
export const OPENS_CHOOSER = {
  onClick: comeBack,
  onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Enter') comeBack(event);
  },
};

/** Where files are dropped the library opens the chooser by Enter alone: what is a button is pressed by the space bar too. */
export const pressBySpace = (event: globalThis.KeyboardEvent): void => {
  const { key, target } = event;
  if (key !== ' ' || event.defaultPrevented) return;
  if (!(target instanceof HTMLElement) || target.role !== 'button') return;
  event.preventDefault();
  target.click();
};
