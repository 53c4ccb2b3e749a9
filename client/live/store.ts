import { create } from 'zustand';
import type { Alert, Frame } from '../../server/contract/console.ts';
import type { Patrol } from '../../server/contract/patrol.ts';
import { applyFrame, EMPTY_WORLD, type World, withFetchedPatrols } from './world.ts';

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'lost'; sinceMs: number };

interface LiveState {
  world: World;
  connection: Connection;
  /** Server clock minus this clock, ms. */
  serverAheadMs: number;
  apply: (frame: Frame, nowMs: number) => void;
  addFetched: (patrols: readonly Patrol[]) => void;
  setAlert: (alert: Alert) => void;
  setConnection: (connection: Connection) => void;
  reset: () => void;
}

export const useLive = create<LiveState>((set) => ({
  world: EMPTY_WORLD,
  connection: { state: 'connecting' },
  serverAheadMs: 0,
  apply: (frame, nowMs) =>
    set(({ world }) => ({ world: applyFrame(world, frame), serverAheadMs: frame.at - nowMs })),
  addFetched: (patrols) => set(({ world }) => ({ world: withFetchedPatrols(world, patrols) })),
  setAlert: (alert) =>
    set(({ world }) => ({
      world: { ...world, alerts: new Map(world.alerts).set(alert.id, alert) },
    })),
  setConnection: (connection) => set({ connection }),
  reset: () => set({ world: EMPTY_WORLD, connection: { state: 'connecting' } }),
}));
