import { PHOTO } from '../../server/contract/handhelds/own.ts';

/** Longest side a photo is sent with, px. */
const SIDE_PX = 1600;
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

/** A picture as it is sent: a JPEG of a size the server takes, drawn anew, so that nothing of the camera's notes is left. Rejects what is no picture. */
export async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, SIDE_PX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  for (const quality of QUALITIES) {
    const image = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', quality),
    );
    if (image && image.size <= PHOTO.bytesMax) return image;
  }
  throw new Error('too large');
}
