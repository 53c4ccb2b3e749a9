import { offered } from '../offered.ts';
import { unpackFixes } from './pack-fixes.ts';

/** The fixes of chunks as a query; see `offered`. */
export const unpacked = (chunks: readonly Uint8Array[], cells: boolean) =>
  offered(chunks.map(unpackFixes), cells);
