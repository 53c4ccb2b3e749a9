import { STRIDE } from '../../live/fleet/glide.ts';
import { SEGMENTS, TRAIL_S } from '../../live/fleet/trails.ts';
import { GlideLayer } from './glide-layer.ts';
import { SHARE } from './glide-shader.ts';

const vs = `\
#version 300 es
#define SHADER_NAME officer-trails-vertex
in vec2 positions;
in vec4 instancePath;
in vec2 instanceTime;
in vec2 instanceLook;
out vec4 vColor;
${SHARE}
void main(void) {
  float age = (fleet.now - instanceTime.x) / ${TRAIL_S}.0;
  vec2 end = mix(instancePath.xy, instancePath.zw, shareOf(instanceTime));
  vec4 source = fleet.matrix * vec4(instancePath.xy, 0.0, 1.0);
  vec4 target = fleet.matrix * vec4(end, 0.0, 1.0);
  vec2 along = (target.xy / target.w - source.xy / source.w) * fleet.viewport;
  float far = length(along);
  // What faded away, or has no length, is nowhere.
  if (age >= 1.0 || far < 1e-4) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  float width = instanceLook.y == fleet.selected ? 4.0 : 2.0;
  vec2 aside = vec2(-along.y, along.x) / far * width / 2.0;
  gl_Position = mix(source, target, positions.x);
  gl_Position.xy += aside * positions.y * 2.0 / fleet.viewport * gl_Position.w;
  vColor = instanceLook.x > 0.5 ? fleet.outside : fleet.inside;
  vColor.a *= 0.85 * (1.0 - max(age, 0.0));
  geometry.worldPosition = vec3(end, 0.0);
  DECKGL_FILTER_COLOR(vColor, geometry);
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME officer-trails-fragment
precision highp float;
in vec4 vColor;
out vec4 fragColor;
void main(void) {
  geometry.uv = vec2(0.0);
  fragColor = vColor;
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

/** The steps officers took, fading with their age; the last one grows as its dot glides. */
export class TrailLayer extends GlideLayer {
  static override layerName = 'TrailLayer';

  protected shaders() {
    return { vs, fs };
  }
  protected corners() {
    return [0, -1, 0, 1, 1, -1, 1, 1];
  }
  protected column() {
    return this.props.fleet.trails.column;
  }
  /** Only the steps that came since: one run of the ring, or two where it begins anew. */
  protected write(state: {
    buffer: { write: (data: Float32Array, byteOffset: number) => void };
    written: number;
  }) {
    const { column, added } = this.props.fleet.trails;
    // Fewer than before: the trails began anew.
    const from = added() < state.written ? 0 : Math.max(state.written, added() - SEGMENTS);
    state.written = added();
    for (let at = from; at < added(); ) {
      const first = at % SEGMENTS;
      const last = Math.min(first + added() - at, SEGMENTS);
      state.buffer.write(column.subarray(first * STRIDE, last * STRIDE), first * STRIDE * 4);
      at += last - first;
    }
  }
}
