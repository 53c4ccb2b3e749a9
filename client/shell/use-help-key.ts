import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { isTyping } from '../focus/focus.ts';

/** `?` opens what the keys do. */
export function useHelpKey(): void {
  const go = useNavigate();
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (key === '?' && !isTyping(target)) void go('/help/keyboard');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [go]);
}
