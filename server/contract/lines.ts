/** Media type of an answer whose JSON texts, a line each, tell how far it is; the last is the answer itself. */
export const LINES = 'application/x-ndjson';

/** Reads such an answer as it comes: tells each line but the last, and returns that; undefined where there is none. */
export async function lastLine(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: unknown) => void,
): Promise<unknown> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let last: unknown;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const lines = (rest + chunk.value).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      if (last !== undefined) onLine(last);
      last = JSON.parse(line);
    }
  }
  return last;
}
