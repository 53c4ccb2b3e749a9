import { PALETTES, type Shade, TYPE } from './tokens.ts';

const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Leaves of a palette as CSS custom properties: `standingText.completed` is `--standing-text-completed`. */
export const cssVariables = (shade: Shade): Record<string, string> => {
  const out: Record<string, string> = { '--font': TYPE.family, '--mono': TYPE.mono };
  const walk = (node: object, prefix: string): void => {
    for (const [key, value] of Object.entries(node)) {
      const name = `${prefix}-${kebab(key)}`;
      if (typeof value === 'string') out[name] = value;
      else walk(value, name);
    }
  };
  walk(PALETTES[shade], '-');
  return out;
};

/** Sets them on the document, through the CSSOM as the content security policy wants it. */
export const paintDocument = (shade: Shade): void => {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(cssVariables(shade))) {
    root.style.setProperty(name, value);
  }
  root.dataset.shade = shade;
  root.style.colorScheme = shade;
};
