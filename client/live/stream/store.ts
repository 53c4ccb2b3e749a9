import { create } from 'zustand';
import type { Alert, Frame } from '../../../server/contract/console/console.ts';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import { applyFrame, EMPTY_WORLD, type World, withFetchedPatrols } from './world.ts';

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'lost'; sinceMs: number };

/** The offset of the clocks is told anew only beyond this: all that shows the time hangs on it. */
const CLOCK_SLACK_MS = 2_000;

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
    set(({ world, serverAheadMs }) => {
      const aheadMs = frame.at - nowMs;
      return {
        world: applyFrame(world, frame),
        serverAheadMs: Math.abs(aheadMs - serverAheadMs) > CLOCK_SLACK_MS ? aheadMs : serverAheadMs,
      };
    }),
  addFetched: (patrols) => set(({ world }) => ({ world: withFetchedPatrols(world, patrols) })),
  setAlert: (alert) =>
    set(({ world }) => ({
      world: { ...world, alerts: new Map(world.alerts).set(alert.id, alert) },
    })),
  setConnection: (connection) => set({ connection }),
  reset: () => set({ world: EMPTY_WORLD, connection: { state: 'connecting' } }),
}));

/** Whether the stream has told anything yet: before, an empty list says nothing. */
export const useHeard = (): boolean => useLive((s) => s.world.at > 0);
