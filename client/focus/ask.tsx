import { Popconfirm, type PopconfirmProps } from 'antd';
import { useRef } from 'react';
import { goesByKey } from './focus.ts';

/**
 * Asks before something is done. The library leaves the focus where it was, so that by the keyboard the answer lies behind all the rest of the
 * page: here it goes to the way out, and back when the question is closed.
 */
export const Ask = (props: PopconfirmProps) => {
  const before = useRef<Element | null>(null);
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
