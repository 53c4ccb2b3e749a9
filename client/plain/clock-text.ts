/** Swedish dates are those of ISO 8601; without the library of dates, which pages bring. */
const textAt = (options: Intl.DateTimeFormatOptions) => (moment: number, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { ...options, timeZone }).format(moment);

/** HH:mm:ss of a moment (Unix ms) in an IANA time zone. */
export const timeText = textAt({ timeStyle: 'medium' });

const dateText = textAt({ dateStyle: 'short' });

/** YYYY-MM-DD HH:mm of a moment (Unix ms) in an IANA time zone. */
export const momentText = textAt({ dateStyle: 'short', timeStyle: 'short' });

/** MM-DD of a moment (Unix ms) in an IANA time zone. */
export const dayText = (moment: number, timeZone: string): string =>
  dateText(moment, timeZone).slice('YYYY-'.length);
