/** Lets WebGL draw nothing: in software it would be all that is measured. Runs in the page before anything else. */
export function drawNothing(): void {
  for (const name of [
    'drawElements',
    'drawArrays',
    'drawElementsInstanced',
    'drawArraysInstanced',
  ] as const)
    WebGL2RenderingContext.prototype[name] = () => {};
}
