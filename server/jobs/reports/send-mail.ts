import { createTransport } from 'nodemailer';

/** How mail goes out: a URL as `smtps://user:password@host:465`, and whom it is from. */
export interface MailConfig {
  url: string;
  from: string;
}

export interface Mail {
  to: readonly string[];
  subject: string;
  html: string;
  file: { name: string; bytes: Uint8Array };
}

/** Longest a server may take over each step. */
const TIMEOUT_MS = 20_000;

/** Sends one mail to each address, none of which is shown the others. Throws what the server said. */
export async function sendMail({ from, url }: MailConfig, mail: Mail): Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  const { file, html, subject, to } = mail;
  try {
    await transport.sendMail({
      ...{ from, to: from, bcc: [...to], subject, html },
      envelope: { from, to: [...to] },
      attachments: [{ filename: file.name, content: Buffer.from(file.bytes) }],
    });
  } finally {
    transport.close();
  }
}
