/** Without the library of dates, which pages bring: two texts that read alike in every language. */
const textAt = (options: Intl.DateTimeFormatOptions) => (moment: number, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { ...options, timeZone }).format(moment).replace('/', '-');

/** HH:mm:ss of a moment (Unix ms) in an IANA time zone. */
export const timeText = textAt({ timeStyle: 'medium' });

/** MM-DD of a moment (Unix ms) in an IANA time zone. */
export const dayText = textAt({ month: '2-digit', day: '2-digit' });
