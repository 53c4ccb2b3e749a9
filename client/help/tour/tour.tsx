import { useQuery } from '@tanstack/react-query';
import { Tour as Guide } from 'antd';
import { useEffect, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import { patrolPageQuery } from '../../api/patrols.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTour } from './state.ts';
import { STEPS, type Step } from './steps.ts';

/** Calls back after elements came to the page, left it, or became another step's target. */
const watchPage = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-testid'],
  });
  return () => observer.disconnect();
};

/** The first element of a selector that is on the page, once it is there. */
const useShown = (selector: string): HTMLElement | null =>
  useSyncExternalStore(watchPage, () => document.querySelector<HTMLElement>(selector));

/** Presses what brings the target of a step to the page, where it is not there yet. */
const usePressed = ({ press, target }: Step): void => {
  const button = useShown(press ?? target);
  useEffect(() => {
    if (press && button && !document.querySelector(target)) button.click();
  }, [press, button, target]);
};

/** Address of the evidence of a patrol that was walked once and delivered again; of another suspicious one where there is none. */
const useCheat = (): string | null => {
  const { data } = useQuery(patrolPageQuery({ outcome: 'suspicious' }));
  const cheat =
    data?.patrols.find(({ signals }) => signals.includes('replayed')) ?? data?.patrols[0];
  return cheat ? `/officers/${cheat.officerId}/patrols/${cheat.id}` : null;
};

/** The guided tour of the demo: page after page, by mouse or by the arrow keys; Escape leaves it. */
export default function Tour({ step }: { step: number }) {
  const { t } = useWords();
  const open = useNavigate();
  const { go, leave } = useTour();
  const cheat = useCheat();
  const { page, target }: Step = STEPS[step]!;
  const address = page === 'cheat' ? cheat : page;
  useEffect(() => {
    const { pathname, search } = window.location;
    if (address !== null && `${pathname}${search}` !== address) void open(address);
  }, [address, open]);
  const shown = useShown(target);
  usePressed(STEPS[step]!);
  return (
    <Guide
      open
      current={step}
      onChange={go}
      onClose={leave}
      onFinish={leave}
      mask={{ color: 'rgb(0 0 0 / 35%)' }}
      styles={{ section: { maxWidth: 'calc(100vw - 24px)' } }}
      steps={STEPS.map(({ key }, k) => ({
        title: t(`tour.steps.${key}.title`),
        description: <span data-testid={`tour-${key}`}>{t(`tour.steps.${key}.text`)}</span>,
        target: k === step ? shown : null,
      }))}
    />
  );
}
