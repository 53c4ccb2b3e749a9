import { Popover, type PopoverProps } from 'antd';
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import { useFocusTaken } from './use-focus-taken.ts';

interface PopupProps extends Omit<PopoverProps, 'content'> {
  content: ReactNode;
  /** What it is, for whoever does not see it. */
  label: string;
}

const CONTROLS = 'input:not(:disabled), button:not(:disabled), a[href], [tabindex="0"]';

/**
 * A few controls or words beside the button that opens them. The library puts them behind all the rest of the page and leaves the focus where
 * it was: here it goes to them, and back to the button with Escape or past the last of them.
 */
export const Popup = ({ content, label, onOpenChange, ...rest }: PopupProps) => {
  const [isOpen, setOpen] = useState(false);
  const tell: NonNullable<PopoverProps['onOpenChange']> = (is) => {
    setOpen(is);
    onOpenChange?.(is);
  };
  return (
    <Popover
      trigger="click"
      destroyOnHidden
      open={isOpen}
      {...rest}
      onOpenChange={tell}
      content={
        <Held label={label} close={() => tell(false)}>
          {content}
        </Held>
      }
    />
  );
};

interface HeldProps {
  children: ReactNode;
  label: string;
  close: () => void;
}

const Held = ({ children, label, close }: HeldProps) => {
  const box = useFocusTaken() as RefObject<HTMLDivElement | null>;
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const controls = [...event.currentTarget.querySelectorAll<HTMLElement>(CONTROLS)];
    const last = event.shiftKey ? [controls[0], box.current] : [controls.at(-1)];
    const isLeft =
      event.key === 'Tab' && (controls.length === 0 || last.includes(event.target as HTMLElement));
    if (event.key !== 'Escape' && !isLeft) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div ref={box} tabIndex={-1} role="dialog" aria-label={label} onKeyDown={onKey}>
      {children}
    </div>
  );
};
