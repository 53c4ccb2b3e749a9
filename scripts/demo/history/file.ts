/** Made by `npx tsx scripts/demo/history/record.ts`, anew whenever the judge or the walkers say something else. */
export const HISTORY_FILE = new URL('./history.bin', import.meta.url);

/** Whole days before the one on which the demo is opened. */
export const RECORDED_DAYS = 28;
/** Seconds between fixes of the history; whoever walks now sends more often. */
export const INTERVAL_S = 30;
