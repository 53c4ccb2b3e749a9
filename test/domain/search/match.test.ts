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

test('a name is found by its pinyin in full, by initials and mixed, however it is read', () => {
  const fits = (words: string, name: string) => rankOf(words, named(name, '-')) !== null;
  for (const words of [
    'wangxiaoming',
    'Wang Xiaoming',
    'wangxm',
    'wxiaom',
    'wxm',
    'xiaom',
    'wangxi',
  ])
    expect(fits(words, '王小明'), words).toBe(true);
  for (const words of ['gxm', 'angxm', 'wangming', 'wangxiaominga', 'xw'])
    expect(fits(words, '王小明'), words).toBe(false);
  for (const words of ['shanxm', 'danxiaoming', 'sxm', 'dxm'])
    expect(fits(words, '单小明'), words).toBe(true);
  for (const words of ['lvliang', 'luliang', 'll']) expect(fits(words, '吕梁'), words).toBe(true);
  expect(fits('a3haowg', 'A3号 网格')).toBe(true);
  const grid = { ...named('第1网格'), above: '路桥区高楼村' };
  expect(['gaoloucundi1', 'gaoloucun'].map((words) => rankOf(words, grid))).toEqual([5, null]);
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
