import { expect, test } from 'vitest';
import { initialsOf, matching, rankOf } from '../../../server/domain/search/match.ts';

const named = (name: string, code = 'X') => ({ name, code });

test('initials are the first letters of the pinyin; Latin letters and digits stay', () => {
  expect(initialsOf('路桥街道')).toBe('lqjd');
  expect(initialsOf('网格3')).toBe('wg3');
});

test('a code fits before a name from the start, that before one within, that before initials', () => {
  const all = [
    named('路桥街道'),
    named('上lq街'),
    named('lq社区'),
    named('某处', 'lq'),
    named('新桥镇'),
  ];
  expect(matching(all, ' LQ ', 10).map(({ name }) => name)).toEqual([
    '某处',
    'lq社区',
    '上lq街',
    '路桥街道',
  ]);
  expect(matching(all, '桥', 1)).toEqual([all[0]]);
});

test('nothing typed fits nothing, and Chinese words are no initials', () => {
  expect(rankOf('  ', named('路桥'))).toBeNull();
  expect(rankOf('镇', named('路桥'))).toBeNull();
});

test('a thing is found by its name after that of what it lies in, as it is shown, and not by the other alone', () => {
  const grid = { ...named('第1网格'), above: '路桥区高楼村' };
  for (const words of ['高楼村 第1网格', '高楼村第1', 'glcd1wg', 'glcd'])
    expect(rankOf(words, grid), words).not.toBeNull();
  for (const words of ['高楼村', '高楼 第1', 'glc', '高楼村 第2'])
    expect(rankOf(words, grid), words).toBeNull();
});
