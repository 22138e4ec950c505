/** A file of which no line can be read, e.g. a CSV with a column we do not know. Nothing of it was imported. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}
