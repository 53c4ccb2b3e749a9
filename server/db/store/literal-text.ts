/** A text as the pattern of `like` that means only itself. */
export const literalText = (text: string): string =>
  text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
