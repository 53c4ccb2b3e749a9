/** Chinese of what the methods of analysis say in English, by the English sentence. */
export const SAID_ZH: Record<string, string> = {};
