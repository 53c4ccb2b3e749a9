import { type Decoded, nothing } from './report.ts';

/** What a decoder reads in JSON; a body that is none is left, so that it is counted and told beside the handheld. */
export function ofJson(body: string, decode: (read: unknown) => Decoded): Decoded {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch (error) {
    const detail = `the body must be JSON: ${(error as Error).message}`;
    return { ...nothing(), left: [{ why: 'unreadable', detail }] };
  }
  return decode(read);
}
