/** What of an answer is asked for: all of it, some items of a batch, or some properties of the one object. */
export type Part =
  | { readonly of: 'answer' }
  | { readonly of: 'items'; readonly keys: readonly string[] }
  | { readonly of: 'properties'; readonly names: readonly string[] }
