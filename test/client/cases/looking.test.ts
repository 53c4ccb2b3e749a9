import { describe, expect, it } from 'vitest';
import { narrowedBy, readLooking, writeLooking } from '../../../client/cases/filter.ts';

const NOTHING = { lights: [], states: [], categories: [], levels: [], areaId: null, q: '' };
const read = (search: string) => readLooking(new URLSearchParams(search));

describe('How cases are looked at', () => {
  it('is the board of all where the address says nothing', () => {
    expect(read('')).toEqual({ view: 'board', ...NOTHING });
    expect(narrowedBy(read(''))).toEqual({});
  });

  it('comes back from the address it wrote', () => {
    const looking = {
      view: 'table',
      lights: ['yellow', 'red'],
      states: ['accepted', 'in-hand'],
      categories: ['c1', 'c7'],
      levels: ['town'],
      areaId: 17,
      q: '路灯 & 井盖',
    } as const;
    const written = new URLSearchParams(writeLooking(looking)).toString();
    expect(read(written)).toEqual(looking);
    expect(narrowedBy(looking)).toEqual({
      lights: ['yellow', 'red'],
      categories: ['c1', 'c7'],
      levels: ['town'],
      areaId: 17,
      q: '路灯 & 井盖',
    });
  });

  it('leaves out what is unknown', () => {
    expect(read('view=heap&light=blue,red&state=lost&level=moon&area=x')).toEqual({
      view: 'board',
      ...NOTHING,
      lights: ['red'],
    });
  });
});
