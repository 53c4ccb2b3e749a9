import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WAYS_BACK } from '../../server/contract/access/ways-back.ts';
import { ROUTES } from '../../server/contract/routes/all.ts';

/** Acts of who is signed in, or of a program by its key: nobody is that before, and a handheld tells what happened. */
const ACTS = ROUTES.filter(
  ({ access, method }) => method !== 'GET' && access !== 'handheld' && access !== 'anybody',
);
/** What takes something away that somebody could miss. */
const DESTROYS = /^(drop|end|delete|revoke|reset|withdraw|renew|rotate)/;
const CLIENT = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(`client/${path}`, 'utf8'));
/** A dialog whose only answer is to close it asks nothing. */
const QUESTION = /<Ask\b|modal\.confirm|onOk=\{(?!close\b)/;
const componentsOf = (files: readonly string[]) =>
  files.flatMap((text) =>
    [...text.matchAll(/export (?:const|function) ([A-Z]\w+)/g)].map(([, name]) => name),
  );
/** What asks, and what shows it. */
const shown = (asks: RegExp) =>
  new RegExp(
    `${asks.source}|<(${componentsOf(CLIENT.filter((text) => asks.test(text))).join('|')})\\b`,
  );
/** A page asks by itself, by its button, or by the button of its list. */
const ASKS = shown(shown(QUESTION));

test('every act of an account has a way back, or it is said that there is none', () => {
  expect(Object.keys(WAYS_BACK).sort()).toEqual(ACTS.map(({ operationId }) => operationId).sort());
});

test('what undoes an act is an act itself', () => {
  const acts = ROUTES.filter(({ method }) => method !== 'GET').map((one) => one.operationId);
  for (const [act, { back, by = [] }] of Object.entries(WAYS_BACK)) {
    expect(acts, act).toEqual(expect.arrayContaining([...by]));
    expect(by.length > 0, act).toBe(back !== 'none' && back !== 'nothing-done');
  }
});

test('what takes something away is asked about, unless only programs do it', () => {
  const unasked = Object.entries(WAYS_BACK).filter(
    ([act, { sure }]) => DESTROYS.test(act) && !['question', 'program'].includes(sure),
  );
  expect(unasked.map(([act]) => act)).toEqual([]);
});

test('what cannot be undone is asked about or is a form, where it is more than a note', () => {
  const unasked = Object.entries(WAYS_BACK).filter(
    ([act, { back, sure }]) =>
      back === 'none' && sure === 'press' && !/^(acknowledge|take)/.test(act),
  );
  expect(unasked.map(([act]) => act)).toEqual([]);
});

/** What files of the console declare that is no component: its name and its text. */
const DECLARED = CLIENT.flatMap((text) => text.split(/^(?=(?:export )?(?:const|function) )/m)).map(
  (text) => ({ name: /^(?:export )?(?:const|function) ([a-z]\w*)/.exec(text)?.[1], text }),
);

const mentions = (names: Iterable<string>) => new RegExp(`\\b(${[...names].join('|')})\\b`);

/** Names by which files of the console call an operation: its own, and those of functions and hooks that lead to it. */
function namesOf(operation: string): Set<string> {
  const names = new Set([operation]);
  for (let known = 0; known < names.size; ) {
    known = names.size;
    const calls = mentions(names);
    for (const { name, text } of DECLARED) if (name && calls.test(text)) names.add(name);
  }
  return names;
}

const asked = Object.entries(WAYS_BACK).filter(([, { sure }]) => sure === 'question');

test.each(asked.map(([act]) => act))('the console asks before %s', (act) => {
  const calls = mentions(namesOf(act));
  const files = CLIENT.filter((text) => calls.test(text));
  expect(files.some((text) => ASKS.test(text))).toBe(true);
});
