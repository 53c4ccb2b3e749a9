/** pino's numbers. */
const LEVELS = { info: 30, error: 50 };

/** Prints what a server says of itself: plain lines, or JSON objects as its log has them. */
export function createSay(asJson: boolean) {
  function print(level: keyof typeof LEVELS, msg: string, more: { afterS?: number } = {}): void {
    const time = more.afterS === undefined ? '' : ` (${more.afterS.toFixed(1)} s)`;
    const line = asJson
      ? JSON.stringify({ level: LEVELS[level], time: Date.now(), pid: process.pid, ...more, msg })
      : `${msg}${time}`;
    process[level === 'error' ? 'stderr' : 'stdout'].write(`${line}\n`);
  }
  return Object.assign((msg: string, more?: { afterS?: number }) => print('info', msg, more), {
    error: (msg: string) => print('error', msg),
  });
}
