import { unzipSync } from 'fflate';
import { fileProblem, ReadingError } from './problem.ts';

/** What a packed file may come to when unpacked: a city's areas are a tenth of it, and more is a trap. */
const UNPACKED_MAX_BYTES = 512 * 1024 * 1024;

/** Whether bytes begin as a zip archive does: XLSX, KMZ and zipped Shapefiles are such. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/**
 * The files of a zip archive by name, without what a Macintosh puts beside them.
 * @throws ReadingError where it is damaged, or would unpack to more than 512 MiB.
 */
export function openZip(bytes: Uint8Array): Map<string, Uint8Array> {
  let sum = 0;
  const isWanted = ({ name, originalSize }: { name: string; originalSize: number }) => {
    sum += originalSize;
    if (sum > UNPACKED_MAX_BYTES) throw fileProblem('archive-too-large');
    return !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(name);
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: isWanted })));
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    throw fileProblem('archive-damaged', { why: (error as Error).message });
  }
}
