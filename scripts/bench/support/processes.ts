import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a server tells of itself: processor time so far, s, and since it was last asked how late its event loop was, ms. */
export async function askServer(
  url: string,
): Promise<{ cpuS: number; loopMs: { p99: number; max: number } }> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const seconds = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)![1]);
  const lag = (what: string) => Math.round(seconds(`nodejs_eventloop_lag_${what}_seconds`) * 1000);
  return {
    cpuS: seconds('process_cpu_seconds_total'),
    loopMs: { p99: lag('p99'), max: lag('max') },
  };
}

/** Processor time of the server so far, s. */
export const cpuSecondsOf = async (url: string): Promise<number> => (await askServer(url)).cpuS;

/** Of Linux, a second. */
const TICKS = 100;

/** Of a process, after its name, which may hold anything: its state, its parent, ...; null: gone. */
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  } catch {
    return null;
  }
}

/** User and system time, and where asked for that of children that are gone, s. */
const secondsOf = (stat: string[] | null, withGone = false): number =>
  stat
    ? stat.slice(11, withGone ? 15 : 13).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS
    : 0;

/** Processor time that processes of this machine (Linux) have used so far, s; those that are gone count nothing. */
export const cpuSecondsOfPids = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + secondsOf(statOf(pid)), 0);

/** How to read the processor time of all processes of a PostgreSQL on this machine (Linux), s, by one that serves a connection now. */
export function cpuOfPostgres(backendPid: number): () => number {
  const parent = statOf(backendPid)?.[1];
  if (parent === undefined) return () => Number.NaN;
  return () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => statOf(Number(name)))
      .reduce(
        (sum, stat) => sum + (stat?.[1] === parent ? secondsOf(stat) : 0),
        secondsOf(statOf(Number(parent)), true),
      );
}

/** Most memory a process of this machine (Linux) has had at once, MB. */
export const peakMegabytesOf = (pid: number): number =>
  Math.round(
    Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024,
  );

/** The first message of a process that has a key; throws where the process ends before. */
export function told<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number) =>
      reject(new Error(`a process of the benchmark ended with ${code}`));
    child.once('exit', ended);
    child.on('message', function hear(message: object) {
      if (!(key in message)) return;
      child.off('message', hear);
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}
