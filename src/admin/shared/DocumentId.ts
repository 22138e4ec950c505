/** Serial or uuid, as the host's adapter makes them. */
export type DocumentId = number | string
