import { deflateRawSync } from 'node:zlib';
import { median } from '../support/median.ts';

/** Positions of a trail, as a row carries it. */
const TRAIL = 60;
const RUNS = 5;

/** What one console and second costs as rows: each changed officer as JSON with name and trail, deflated. */
export function rowsReference({ perSecond }: { perSecond: number }) {
  const t = Date.now();
  const rows = Array.from({ length: perSecond }, (_, k) => ({
    officerId: k,
    name: `officer ${k}`,
    gridId: k,
    handheldId: k,
    lng: 121 + k * 1e-5,
    lat: 28 + k * 1e-5,
    t,
    inGrid: true,
    patrolId: k,
    trail: Array.from({ length: TRAIL }, (_, i) => [
      121 + (k + i * 7) * 1.1e-5,
      28 + (k - i) * 1.3e-5,
      t - 1e4 * i,
    ]),
  }));
  const runs = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    const bytes = deflateRawSync(JSON.stringify({ officers: rows })).length;
    const { user, system } = process.cpuUsage(before);
    return { bytes, cpuMs: (user + system) / 1000 };
  });
  return {
    cpuMsPerConsole: Math.round(median(runs.map(({ cpuMs }) => cpuMs))),
    bytesPerConsole: runs[0]!.bytes,
  };
}
