import { spawn } from 'node:child_process';
import { told } from '../support/processes.ts';
import type { LoadPlan, LoadResult } from './load.ts';

/** Handhelds in a process of their own; all are connected when it resolves, and send when told to. */
export async function startLoad(plan: LoadPlan) {
  const load = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench/ingest/load.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  load.send(plan);
  await told(load, 'prepared');
  return {
    async run(): Promise<LoadResult> {
      load.send('begin');
      return (await told<{ result: LoadResult }>(load, 'result')).result;
    },
    close: () => load.kill(),
  };
}
