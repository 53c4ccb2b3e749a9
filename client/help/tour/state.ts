import { create } from 'zustand';

const KEY = 'xunji.tour';

interface TourState {
  /** The step shown; null: no tour is under way. */
  step: number | null;
  /** Whether it was taken or declined in this browser. */
  isKnown: boolean;
  go: (step: number) => void;
  /** Ends it; it can be taken again from Help. */
  leave: () => void;
}

export const useTour = create<TourState>((set) => ({
  step: null,
  isKnown: localStorage.getItem(KEY) !== null,
  go: (step) => set({ step }),
  leave: () => {
    localStorage.setItem(KEY, 'known');
    set({ step: null, isKnown: true });
  },
}));
