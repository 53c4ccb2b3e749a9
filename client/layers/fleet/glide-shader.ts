import { FROM, LOOK, START, STRIDE } from '../../live/fleet/glide.ts';

const BYTES = 4;

/** The columns of live/fleet/glide.ts as the shaders get them, an instance each. */
export const GLIDES = {
  name: 'glides',
  stepMode: 'instance' as const,
  byteStride: STRIDE * BYTES,
  attributes: [
    { attribute: 'instancePath', format: 'float32x4' as const, byteOffset: FROM * BYTES },
    { attribute: 'instanceTime', format: 'float32x2' as const, byteOffset: START * BYTES },
    { attribute: 'instanceLook', format: 'float32x2' as const, byteOffset: LOOK * BYTES },
  ],
};

const block = `\
layout(std140) uniform fleetUniforms {
  mat4 matrix;
  vec4 inside;
  vec4 outside;
  vec4 silent;
  vec4 ring;
  vec4 selectedRing;
  vec2 viewport;
  float now;
  float selected;
  float size;
} fleet;
`;

/** Uniforms of both layers: `matrix` brings a place of a glide to clip space, `now` is the moment in seconds, colours are 0 to 1. */
export const fleetUniforms = {
  name: 'fleet',
  vs: block,
  fs: block,
  uniformTypes: {
    matrix: 'mat4x4<f32>',
    inside: 'vec4<f32>',
    outside: 'vec4<f32>',
    silent: 'vec4<f32>',
    ring: 'vec4<f32>',
    selectedRing: 'vec4<f32>',
    viewport: 'vec2<f32>',
    now: 'f32',
    selected: 'f32',
    size: 'f32',
  },
} as const;

/** How far a glide has come at the moment that is drawn. */
export const SHARE = `\
float shareOf(vec2 time) {
  return time.y > 0.0 ? clamp((fleet.now - time.x) / time.y, 0.0, 1.0) : 1.0;
}
`;

/**
 * Common space to clip space, after moving the origin: in doubles, so that the large parts cancel before floats are made of them and
 * dots stand still at every zoom.
 * @param matrix Column-major.
 */
export function matrixFrom(matrix: readonly number[], [x, y]: readonly [number, number]): number[] {
  const moved = [...matrix];
  for (let row = 0; row < 4; row++)
    moved[12 + row] = matrix[row]! * x + matrix[4 + row]! * y + matrix[12 + row]!;
  return moved;
}
