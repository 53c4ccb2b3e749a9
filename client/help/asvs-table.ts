import { ASVS } from '../../server/contract/security/asvs.ts';

/** The checklist as rows of a Markdown table: requirements, and what shows them. */
export const asvsTable = (t: (key: string) => string): string =>
  ASVS.map(({ ids, because, ...shown }) => {
    const places = [shown.test, shown.setting, shown.file].flatMap((place) => place ?? []);
    const why = because ? [t(`help.because.${because}`)] : [];
    return `| ${ids} | ${[...places.map((place) => `\`${place}\``), ...why].join(', ')} |`;
  }).join('\n');
