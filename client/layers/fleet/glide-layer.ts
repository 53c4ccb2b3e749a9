import { color, Layer, type LayerProps, picking, project32 } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { Fleet } from '../../live/fleet/fleet.ts';
import type { Palette } from '../../theme/tokens.ts';
import { rgba } from '../colour.ts';
import { fleetUniforms, GLIDES, matrixFrom } from './glide-shader.ts';

export interface GlideLayerProps {
  fleet: Fleet;
  /** Changes with the columns. */
  version: number;
  /** The moment that is drawn, in seconds of the fleet's clock. */
  nowS: number;
  /** Slot or key of the selected officer; -1: none. */
  selected: number;
  /** Of dots; below 1 they are faint, and have no heading. */
  size: number;
  palette: Palette;
}

interface State {
  model: Model;
  buffer: ReturnType<Model['device']['createBuffer']>;
  /** What of the columns is in the buffer. */
  written: number;
}

const unit = (hex: string, opacity = 1) => rgba(hex, opacity).map((value) => value / 255);

/** Draws a column of glides, one instance each, straight from the memory it lies in: what moves with time alone costs one uniform. */
export abstract class GlideLayer extends Layer<GlideLayerProps & LayerProps> {
  declare state: State & Record<string, unknown>;

  protected abstract shaders(): { vs: string; fs: string };
  /** Corners of one instance, as a strip. */
  protected abstract corners(): number[];
  protected abstract column(): Float32Array;
  /** Brings the buffer in step with the column. */
  protected abstract write(state: State): void;

  override getShaders() {
    return super.getShaders({
      ...this.shaders(),
      modules: [project32, color, picking, fleetUniforms],
    });
  }

  override initializeState(): void {
    const model = new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: [GLIDES],
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 2, value: new Float32Array(this.corners()) } },
      }),
      isInstanced: true,
    });
    this.setState({ model, ...this.makeBuffer(model) });
  }

  private makeBuffer(model: Model) {
    const buffer = this.context.device.createBuffer({
      byteLength: Math.max(this.column().byteLength, 4),
    });
    model.setAttributes({ glides: buffer });
    return { buffer, written: 0 };
  }

  override updateState(): void {
    const { state } = this;
    if (state.buffer.byteLength < this.column().byteLength) {
      state.buffer.destroy();
      Object.assign(state, this.makeBuffer(state.model));
    }
    this.write(state);
  }

  override finalizeState(context: this['context']): void {
    super.finalizeState(context);
    this.state.buffer.destroy();
  }

  override draw(): void {
    const { fleet, nowS, palette, selected, size } = this.props;
    const { viewport, renderPass } = this.context;
    const { model } = this.state;
    if (this.getNumInstances() === 0) return;
    model.shaderInputs.setProps({
      fleet: {
        matrix: matrixFrom(viewport.viewProjectionMatrix, fleet.origin()),
        inside: unit(palette.accent),
        outside: unit(palette.standing.incomplete),
        silent: unit(palette.standing.none),
        ring: unit('#ffffff', 0.95),
        selectedRing: unit(palette.text),
        viewport: [viewport.width, viewport.height],
        now: nowS,
        selected,
        size,
      },
    });
    model.draw(renderPass);
  }
}
