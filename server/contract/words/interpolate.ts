/** A text with its values in place: `{{name}}` stands for the value of this name, as i18next has it. */
export const interpolate = (
  text: string,
  values: Readonly<Record<string, string | number>>,
): string =>
  text.replace(/\{\{(\w+)\}\}/g, (hole, name: string) =>
    name in values ? String(values[name]) : hole,
  );
