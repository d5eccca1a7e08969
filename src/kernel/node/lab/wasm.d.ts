/** The build compiles it from `src/assembly`. */
declare module '*/loops.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
