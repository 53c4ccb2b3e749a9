import { Dropdown, type DropdownProps } from 'antd';
import { useRef } from 'react';
import { afterKey, goesByKey } from './focus.ts';

interface Act {
  key: string;
  label: string;
  danger?: boolean;
  onClick: () => void;
}

/**
 * Acts to choose from, beside the button that opens them. It has the focus while it is open; then its button has, so that a question an act
 * asks gives it back there, and the key that chose the act never answers the question too.
 */
export const ActsMenu = ({ acts, ...rest }: Omit<DropdownProps, 'menu'> & { acts: Act[] }) => {
  const opener = useRef<HTMLElement | null>(null);
  const items = acts.map(({ onClick, ...act }) => ({
    ...act,
    onClick: () =>
      afterKey(() => {
        opener.current?.focus({ preventScroll: true });
        onClick();
      }),
  }));
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      {...rest}
      onOpenChange={(isOpen, { source }) => {
        if (isOpen && document.activeElement instanceof HTMLElement)
          opener.current = document.activeElement;
        // Escape: the library closes first, and then no longer hears the key for which it would give the focus back.
        if (!isOpen && source === 'trigger' && goesByKey())
          opener.current?.focus({ preventScroll: true });
      }}
      menu={{ items }}
    />
  );
};
