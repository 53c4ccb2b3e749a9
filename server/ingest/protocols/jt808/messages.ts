import { readText, writeText } from './texts.ts';

/** Ids of messages: from terminals (0x0...) and from the platform (0x8...). */
export const ID = {
  terminalAck: 0x0001,
  heartbeat: 0x0002,
  logout: 0x0003,
  timeAsked: 0x0004,
  register: 0x0100,
  authenticate: 0x0102,
  location: 0x0200,
  locationAnswer: 0x0201,
  batch: 0x0704,
  ack: 0x8001,
  resend: 0x8003,
  time: 0x8004,
  registered: 0x8100,
  parameters: 0x8103,
  text: 0x8300,
} as const;

/** Results of 0x8001. */
export const RESULT = { done: 0, failed: 1, wrong: 2, unsupported: 3 } as const;
/** Results of 0x8100. */
export const REGISTERED = { done: 0, terminalTaken: 3, noSuchTerminal: 4 } as const;

/** What a terminal says of itself on registering; texts it does not tell are empty. */
export interface Registration {
  maker: string;
  model: string;
  terminal: string;
  plate: string;
}

/** What a terminal is told apart by: its id, or maker and model where it tells none. */
export const nameOfTerminal = ({ maker, model, terminal }: Registration): string =>
  terminal.trim() || `${maker} ${model}`.trim();

/** Lengths of maker, model and id: 2019, 2013, and 2011, whose model is shorter. */
const FIELDS = { 2019: [11, 30, 30], 2013: [5, 20, 7], 2011: [5, 8, 7] } as const;

/** Reads 0x0100: province and city (16 bits each), maker, model, id, colour and number of the plate (JT/T 808-2019, 8.5). */
export function readRegistration(body: Buffer, version: number | null): Registration | string {
  const shortest = (form: keyof typeof FIELDS) => 5 + FIELDS[form].reduce((sum, n) => sum + n, 0);
  const form = version !== null ? 2019 : body.length >= shortest(2013) ? 2013 : 2011;
  if (body.length < shortest(form))
    return `a registration has ${shortest(form)} bytes or more, not ${body.length}`;
  let at = 4;
  const next = (length: number) => {
    at += length;
    return readText(body.subarray(at - length, at)) ?? '';
  };
  const [maker, model, terminal] = FIELDS[form].map(next) as [string, string, string];
  return { maker, model, terminal, plate: readText(body.subarray(at + 1)) ?? '' };
}

/** The body of 0x0100 in the form of 2013, without place and plate. */
export const writeRegistration = (maker: string, model: string, terminal: string): Buffer =>
  Buffer.concat([
    Buffer.alloc(4),
    ...[maker, model, terminal].map((text, k) => {
      const field = Buffer.alloc(FIELDS[2013][k]!);
      writeText(text).copy(field);
      return field;
    }),
    Buffer.alloc(1),
  ]);

/** Reads 0x0102: the code as text; in the form of 2019 its length, the code, IMEI and software. Null where it is no text. */
export function readAuthentication(body: Buffer, version: number | null): string | null {
  if (version === null) return readText(body);
  const length = body[0] ?? 0;
  return body.length > length ? readText(body.subarray(1, 1 + length)) : null;
}

const numbers = (...values: [value: number, bytes: 1 | 2 | 4][]): Buffer =>
  Buffer.concat(
    values.map(([value, bytes]) => {
      const part = Buffer.alloc(bytes);
      part.writeUIntBE(value, 0, bytes);
      return part;
    }),
  );

/** The body of 0x8001: which message is answered, and how. */
export const writeAck = (serial: number, id: number, result: number): Buffer =>
  numbers([serial, 2], [id, 2], [result, 1]);

/**
 * The body of 0x8003, which packages of a message are to be sent again: the serial of its first, how many (a byte in 2013, two in 2019), their
 * numbers from 1.
 */
export const writeResend = (
  firstSerial: number,
  missing: readonly number[],
  version: number | null,
): Buffer =>
  numbers(
    [firstSerial, 2],
    [missing.length, version === null ? 1 : 2],
    ...missing.map((index): [number, 2] => [index, 2]),
  );

/** The body of 0x8100; the code only where the terminal is registered. */
export const writeRegistered = (serial: number, result: number, code = ''): Buffer =>
  Buffer.concat([
    numbers([serial, 2], [result, 1]),
    result === REGISTERED.done ? writeText(code) : Buffer.alloc(0),
  ]);

/** Shown on the terminal's display and read aloud: bits 2 and 3 of the flag. */
const SHOWN_AND_READ = 0x0c;

/** The body of 0x8300: a text to the officer, GBK; the form of 2019 says that it is a notice. */
export const writeTextMessage = (text: string, version: number | null): Buffer =>
  Buffer.concat([
    numbers([SHOWN_AND_READ, 1]),
    version === null ? Buffer.alloc(0) : numbers([1, 1]),
    writeText(text),
  ]);

/** Parameter of the interval of reports, seconds. */
const REPORT_EVERY = 0x0029;

/** The body of 0x8103 that sets how often a terminal reports, seconds. */
export const writeInterval = (seconds: number): Buffer =>
  numbers([1, 1], [REPORT_EVERY, 4], [4, 1], [seconds, 4]);
