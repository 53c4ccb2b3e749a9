import type { GetPickingInfoParams, PickingInfo } from '@deck.gl/core';
import { STRIDE } from '../../live/fleet/glide.ts';
import { GlideLayer } from './glide-layer.ts';
import { SHARE } from './glide-shader.ts';

/** Half a side of the square a dot and its heading are drawn in, px. */
const HALF = 17;

const vs = `\
#version 300 es
#define SHADER_NAME officer-heads-vertex
in vec2 positions;
in vec4 instancePath;
in vec2 instanceTime;
in vec2 instanceLook;
out vec2 vPlace;
out vec4 vColor;
out vec4 vRing;
out vec2 vSize;
out float vHeading;
${SHARE}
void main(void) {
  vec2 place = mix(instancePath.xy, instancePath.zw, shareOf(instanceTime));
  float kind = mod(instanceLook.x, 4.0);
  bool isSelected = float(gl_InstanceID) == fleet.selected;
  bool isSmall = fleet.size < 1.0 && !isSelected;
  vHeading = isSmall ? 0.0 : floor(instanceLook.x / 4.0);
  vColor = kind > 1.5 ? fleet.silent : kind > 0.5 ? fleet.outside : fleet.inside;
  vRing = isSelected ? fleet.selectedRing : fleet.ring;
  // Radius to the outer edge of the ring, and its width, px.
  vSize = isSelected ? vec2(10.0, 3.0) : vec2(6.8, 1.6) * fleet.size;
  vColor.a *= isSmall ? 0.7 : 1.0;
  vRing.a *= isSmall ? 0.0 : 1.0;
  vPlace = positions * ${HALF}.0;
  geometry.worldPosition = vec3(place, 0.0);
  geometry.uv = positions;
  geometry.pickingColor = picking_getPickingColorFromInstanceID();
  gl_Position = fleet.matrix * vec4(place, 0.0, 1.0);
  gl_Position.xy += vPlace * 2.0 / fleet.viewport * gl_Position.w;
  DECKGL_FILTER_COLOR(vColor, geometry);
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME officer-heads-fragment
precision highp float;
in vec2 vPlace;
in vec4 vColor;
in vec4 vRing;
in vec2 vSize;
in float vHeading;
out vec4 fragColor;
void main(void) {
  geometry.uv = vPlace;
  float far = length(vPlace);
  float inRing = 1.0 - smoothstep(vSize.x - 0.5, vSize.x + 0.5, far);
  float inDot = 1.0 - smoothstep(vSize.x - vSize.y - 0.5, vSize.x - vSize.y + 0.5, far);
  float inHeading = 0.0;
  if (vHeading > 0.5) {
    float angle = radians((vHeading - 1.0) * 360.0 / 255.0);
    vec2 along = vec2(sin(angle), cos(angle));
    float ahead = dot(vPlace, along);
    float aside = abs(dot(vPlace, vec2(along.y, -along.x)));
    // A triangle from 4 to 14 px before the dot.
    float half_ = 7.0 * (14.0 - ahead) / 10.0;
    inHeading = step(4.0, ahead) * (1.0 - smoothstep(half_ - 0.7, half_ + 0.3, aside));
  }
  fragColor = mix(vColor, mix(vRing, vColor, inDot), inRing);
  fragColor.a *= max(inRing, inHeading);
  if (fragColor.a <= 0.0) discard;
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

/** Every officer as a dot where the glide has come to, and whoever walks with a heading. */
export class HeadLayer extends GlideLayer {
  static override layerName = 'HeadLayer';

  protected shaders() {
    return { vs, fs };
  }
  protected corners() {
    return [-1, -1, 1, -1, -1, 1, 1, 1];
  }
  protected column() {
    return this.props.fleet.glides();
  }
  protected write(state: { buffer: { write: (data: Float32Array) => void }; written: number }) {
    const { fleet, version } = this.props;
    if (state.written === version) return;
    state.written = version;
    if (fleet.count() > 0) state.buffer.write(fleet.glides().subarray(0, fleet.count() * STRIDE));
  }

  override getPickingInfo({ info }: GetPickingInfoParams): PickingInfo {
    const { fleet } = this.props;
    const id = info.index < 0 ? undefined : fleet.idAt(info.index);
    return { ...info, object: id === undefined ? undefined : fleet.officer(id) };
  }
}
