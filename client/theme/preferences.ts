import { create } from 'zustand';
import type { Shade } from './tokens.ts';

export type ShadeChoice = Shade | 'system';

const KEY = 'xunji.shade';
const wantsLight = window.matchMedia('(prefers-color-scheme: light)');

const stored = (): ShadeChoice => {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
};

interface Preferences {
  choice: ShadeChoice;
  systemShade: Shade;
  choose: (choice: ShadeChoice) => void;
}

export const usePreferences = create<Preferences>((set) => {
  wantsLight.addEventListener('change', () =>
    set({ systemShade: wantsLight.matches ? 'light' : 'dark' }),
  );
  return {
    choice: stored(),
    systemShade: wantsLight.matches ? 'light' : 'dark',
    choose: (choice) => {
      localStorage.setItem(KEY, choice);
      set({ choice });
    },
  };
});

/** The theme in force: what the user chose, else what the system wants. */
export const useShade = (): Shade =>
  usePreferences((p) => (p.choice === 'system' ? p.systemShade : p.choice));
