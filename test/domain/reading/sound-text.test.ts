import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSound, requireSound } from '../../../server/domain/reading/texts/sound-text.ts';

test.each([
  ['a\uFFFDb', 'U+FFFD'],
  ['a\0b', 'U+0000'],
  ['a\uD800b', 'U+D800'],
])('%j is named by its character and its place', (text, character) => {
  expect(() => requireSound({ list: [{ name: text }] })).toThrow(
    `list.0.name holds the character ${character}`,
  );
  expect(() => requireSound({ [text]: 1 })).toThrow(`a field holds the character ${character}`);
});

test('whatever is well-formed and holds neither passes, at any depth', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue(), (text, value) => {
      fc.pre(!/[\uFFFD\0]/.test(text) && !/\\u0000|\uFFFD/.test(JSON.stringify(value)));
      expect(isSound(text)).toBe(true);
      expect(() => requireSound({ text, deep: [{ text }] })).not.toThrow();
    }),
  );
});
