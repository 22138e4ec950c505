/** A file as it arrives: bytes, or text that is decoded already. Pieces may end anywhere. */
export type Bytes = AsyncIterable<Uint8Array | string>
