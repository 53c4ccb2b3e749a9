const START = 0xd8;
const SCAN = 0xda;
/** Application data and comments: EXIF with its place, XMP, IPTC, a camera's notes. APP0 (JFIF) and APP14 (colours) say how to draw. */
const isMetadata = (marker: number) =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;

/** A JPEG without its metadata, after the segments of ITU-T T.81 annex B; null where it is no JPEG that can be read to its end. */
export function stripJpeg(image: Buffer): Buffer | null {
  if (image[0] !== 0xff || image[1] !== START) return null;
  const kept: Buffer[] = [image.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= image.length) {
    if (image[at] !== 0xff) return null;
    const marker = image[at + 1]!;
    if (marker === SCAN) {
      const end = endOf(image, at);
      return end === null ? null : Buffer.concat([...kept, image.subarray(at, end)]);
    }
    const next = at + 2 + image.readUInt16BE(at + 2);
    if (next > image.length) return null;
    if (!isMetadata(marker)) kept.push(image.subarray(at, next));
    at = next;
  }
  return null;
}

/** Behind the end of the image: what phones append there (a second picture, a film) is left out. Null where it was cut off before. */
function endOf(image: Buffer, from: number): number | null {
  const end = image.indexOf(Buffer.from([0xff, 0xd9]), from);
  return end < 0 ? null : end + 2;
}
