/** A segment of a JPEG, ITU-T T.81 annex B. */
export const segment = (marker: number, content: Buffer) => {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(content.length + 2);
  return Buffer.concat([Buffer.from([0xff, marker]), size, content]);
};
/** What a camera says of where it was. */
export const PLACE = Buffer.from('Exif\0\0GPS 28.58 121.37');
/** A JPEG as far as its segments go: JFIF, a camera's EXIF, and a scan. */
export const JPEG = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
  segment(0xe1, PLACE),
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0x34, 0xff, 0xd9]),
]);
