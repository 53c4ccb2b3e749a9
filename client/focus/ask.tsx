import { Popconfirm, type PopconfirmProps } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { focusFirst, goesByKey } from './focus.ts';

/** Where to go on when a row is gone with all its controls: the same control of the row after or before it, else the top of what the page shows. */
function heirsOf(opener: Element): Element[] {
  const row = opener.closest('tr, li');
  return [row?.nextElementSibling, row?.previousElementSibling].flatMap((next) =>
    [...(next?.querySelectorAll('button') ?? [])].filter(
      ({ textContent }) => textContent === opener.textContent,
    ),
  );
}

/**
 * Asks before something is done. The library leaves the focus where it was, so that by the keyboard the answer lies behind all the rest of the
 * page: here it goes to the way out, back when the question is closed, and on when what was asked about is gone.
 */
export const Ask = (props: PopconfirmProps) => {
  const before = useRef<Element | null>(null);
  // Before the row leaves the page.
  useLayoutEffect(
    () => () => {
      if (!before.current || !goesByKey()) return;
      const heirs = heirsOf(before.current);
      setTimeout(() => focusFirst(heirs));
    },
    [],
  );
  return (
    <Popconfirm
      {...props}
      destroyOnHidden
      cancelButtonProps={{ autoFocus: true }}
      onOpenChange={(isOpen) => {
        if (isOpen) before.current = document.activeElement;
        else if (goesByKey() && before.current instanceof HTMLElement) before.current.focus();
      }}
    />
  );
};
