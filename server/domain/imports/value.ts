import { type FileProblem, type FileProblemCode, problem } from '../../contract/file-problem.ts';
import type { ImportDefectCode } from '../../contract/imports/import.ts';
import { isUnknown, readNumber } from '../reading/numbers.ts';
import { ReadingError } from '../reading/problem.ts';
import { isPowerOfTen, plainCode } from '../reading/texts/visible.ts';
import type { TimeReader } from '../reading/times/times.ts';
import { localTime } from '../time/local-time.ts';

/** A cell that is not what its column asks for. */
export class ValueDefect extends Error {
  constructor(
    readonly defect: ImportDefectCode,
    /** What more there is to say of it. */
    readonly problems: readonly FileProblem[] = [],
  ) {
    super(defect);
  }
}

/** What reading a cell rests on beside its text. */
export interface ValueContext {
  times: TimeReader;
  timeZone: string;
  /** Of the column, which may name the zone of its times. */
  header: string;
}

export type ReadValue = (text: string, context: ValueContext) => string | number;

/** A text of so many characters. */
export const within =
  (least: number, most: number): ReadValue =>
  (text) => {
    const lengths = [problem('characters', { least, most })];
    if (text.length > most) throw new ValueDefect('too-long', lengths);
    if (text.length < least) throw new ValueDefect('too-short', lengths);
    return text;
  };

const plainWord = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');

/** Names of the contract and the words files have for them. */
export const choice =
  (words: Readonly<Record<string, readonly string[]>>): ReadValue =>
  (text) => {
    const found = (given: string) =>
      Object.entries(words).find(([name, also]) =>
        [name, ...also].some((one) => plainWord(one) === plainWord(given)),
      )?.[0];
    const choice = found(text) ?? found(text.replace(/[（(].*?[)）]/g, ''));
    if (choice !== undefined) return choice;
    const choices = Object.entries(words).map(([name, [zh]]) => (zh ? `${name} (${zh})` : name));
    throw new ValueDefect('not-a-choice', [problem('may-be', { choices: choices.join(', ') })]);
  };

/** Problems that say no more than the defect. */
const SAID: readonly FileProblemCode[] = ['no-time', 'not-a-number'];

const attempt =
  (defect: ImportDefectCode, read: ReadValue): ReadValue =>
  (text, context) => {
    try {
      return read(text, context);
    } catch (error) {
      if (error instanceof ReadingError)
        throw new ValueDefect(
          defect,
          error.problems.filter(({ code }) => !SAID.includes(code)),
        );
      throw error;
    }
  };

export const code: ReadValue = (given, context) => {
  const text = plainCode(given);
  if (isPowerOfTen(text)) throw new ValueDefect('digits-lost');
  return within(1, 64)(text, context);
};
export const name = within(1, 200);
export const secret = within(22, 256);

/** A moment as ISO 8601, UTC. */
export const moment = attempt('not-a-time', (text, { header, times }) =>
  new Date(times.read(text, header)).toISOString(),
);

/** A day of the calendar, YYYY-MM-DD; a time of day beside it is passed over. */
export const day = attempt('not-a-day', (text, { times, timeZone }) => {
  const t = times.read(text.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, ''));
  return localTime(t, timeZone).day;
});

export const points = attempt(
  'not-a-number',
  (text) => readNumber(text.replace(/\s*分$/, ''), { comma: 'refused' }) ?? 0,
);

/** Whether a cell says that there is no end. */
export const isEndless = (text: string) =>
  /^(至今|到现在|现在|长期|长期有效|present|until further notice)$/i.test(text);

/** Whether a cell says nothing: empty, or a mark for what is not known. */
export const saysNothing = (text: string) => text === '' || isUnknown(text);
