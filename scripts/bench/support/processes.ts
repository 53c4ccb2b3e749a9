import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Processor time of the server so far, s. */
export async function cpuSecondsOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)![1]);
}

/** Of Linux, a second. */
const TICKS = 100;

/** Processor time that processes of this machine (Linux) have used so far, s; those that are gone count nothing. */
export const cpuSecondsOfPids = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    try {
      // After the name, which may hold anything: the state and ten more, then user and system time.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) / TICKS;
    } catch {
      return sum;
    }
  }, 0);

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
