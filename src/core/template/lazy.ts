/** Made at the first call, once. What it was made from is let go then. */
export function lazy<T>(make: () => T): () => T {
  let state: { readonly made: false; readonly make: () => T } | { readonly made: true; readonly value: T } = {
    made: false,
    make,
  };
  return () => {
    if (!state.made) state = { made: true, value: state.make() };
    return state.value;
  };
}
