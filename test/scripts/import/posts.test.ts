import { describe, expect, it } from 'vitest';
import { readPostTable } from '../../../scripts/import/posts.ts';

describe('A table of posts', () => {
  it('is read with Chinese or English headers, roles and days as people write them', () => {
    const posts = [
      { officer: 'L1', area: 'V1', role: 'leader', firstDay: '2026-06-01', lastDay: null },
      { officer: 'S1', area: 'T', role: 'staff', firstDay: '2026-06-10', lastDay: '2026-12-31' },
    ];
    expect(
      readPostTable(
        '工号,区划,岗位,任职日期,卸任日期\nL1,V1,网格长,2026年6月1日,\nS1,T,中心、站所人员,2026/6/10,20261231\n',
      ),
    ).toEqual(posts);
    expect(
      readPostTable(
        'officer;area;post;from;to\nL1;V1;Grid leader;2026-06-01;\nS1;T;staff;2026.6.10;2026-12-31',
      ),
    ).toEqual(posts);
    expect(
      readPostTable('who,area,role,from\nL1,V1,leader,2026-06-01', { officer: 'who' }),
    ).toEqual([posts[0]]);
  });

  it.each([
    [
      'a column that is missing',
      'who,area,role,from\n',
      /no column is known for officer; name it by --officer-key, there are who, area/,
    ],
    [
      'a role nobody knows',
      'officer,area,role,from\n1,2,king,2026-06-01',
      /line 2.*king is no post; there are leader/,
    ],
    [
      'a day that is none',
      'officer,area,role,from\n1,2,leader,2026-06-31',
      /line 2.*2026-06-31 is no day/,
    ],
  ])('says where %s is, and what is right', (_what, text, says) => {
    expect(() => readPostTable(text)).toThrow(says);
  });
});
