/** The one function the generator uses; the package ships no types. */
declare module 'topojson-client' {
  export function feature(topology: unknown, object: unknown): unknown;
}
