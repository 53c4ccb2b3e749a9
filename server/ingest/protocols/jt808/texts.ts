import iconv from 'iconv-lite';

const decoder = new TextDecoder('gb18030', { fatal: true });

/** GBK text without the zeros terminals fill it up with; null where the bytes are none. */
export function readText(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes).replaceAll('\u0000', '').trim();
  } catch {
    return null;
  }
}

export const writeText = (text: string): Buffer => iconv.encode(text, 'gbk');
