import { create } from 'zustand';

/** How many cells of time since seen are drawn: the legend says so where there are none. */
export const useStaleCount = create<{ count: number }>(() => ({ count: 0 }));
