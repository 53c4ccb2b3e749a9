import { fork } from 'node:child_process';
import { told } from '../support/processes.ts';
import type { LoadPlan, LoadResult } from './load.ts';
import type { PaceCounted, PacePlan } from './pace.ts';

/** Walks that are over: what is measured is how fast they are taken. */
export const WALKED = { agoS: 6 * 3600, stepS: 1, atOnce: false };

/** A process of the benchmark that has been told its plan, and is ready. */
async function start(script: string, plan: LoadPlan | PacePlan) {
  const child = fork(`scripts/bench/ingest/${script}`, [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(plan);
  await told(child, 'prepared');
  return child;
}

/** Handhelds in a process of their own; all are connected when it resolves, but those that come back at once, and send when told to. */
export async function startLoad(plan: LoadPlan) {
  const load = await start('load.ts', plan);
  return {
    async run(): Promise<LoadResult> {
      load.send('begin');
      return (await told<{ result: LoadResult }>(load, 'result')).result;
    },
    close: () => load.kill(),
  };
}

/** Handhelds that send at a steady pace in a process of their own, from now on until they are told to end. */
export async function startPace(plan: PacePlan) {
  const pace = await start('pace.ts', plan);
  pace.send('go');
  return {
    async count(): Promise<PaceCounted> {
      pace.send('count');
      return (await told<{ counted: PaceCounted }>(pace, 'counted')).counted;
    },
    /** How many fixes all sent, all of which have their receipts. */
    async end(): Promise<number> {
      pace.send('end');
      return (await told<{ all: number }>(pace, 'ended')).all;
    },
    close: () => pace.kill(),
  };
}
