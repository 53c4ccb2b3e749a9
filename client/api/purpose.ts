import { PURPOSE } from '../../server/contract/access/purpose.ts';

/** What each look is for, by address, as long as the page is open: it is asked once, not at every refresh. */
const purposes = new Map<string, string>();
let ask: () => Promise<string | null> = async () => null;

/** How a person is asked what a look is for; null: they would not say. */
export const askPurposeBy = (how: typeof ask): void => {
  ask = how;
};

export const purposeHeader = (address: string): Record<string, string> => {
  const purpose = purposes.get(address);
  return purpose === undefined ? {} : { [PURPOSE.header]: encodeURIComponent(purpose) };
};

/** Asks what a look at an address is for; says whether there is an answer. */
export const askPurpose = async (address: string): Promise<boolean> => {
  const purpose = (await ask())?.trim().slice(0, PURPOSE.max) ?? '';
  if (purpose.length < PURPOSE.min) return false;
  purposes.set(address, purpose);
  return true;
};
