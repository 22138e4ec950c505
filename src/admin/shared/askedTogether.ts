/**
 * One read for all callers that ask in the same moment, each by a key of its own: the cells of a list are rendered together, and a read
 * for each row would be as many as there are rows.
 */
export const askedTogether = <Key, Answer>(
  readAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Answer>>,
): ((key: Key) => Promise<Answer | undefined>) => {
  let asked = new Set<Key>()
  let answers: Promise<ReadonlyMap<Key, Answer>> | undefined
  return async (key) => {
    asked.add(key)
    answers ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      const keys = [...asked]
      asked = new Set()
      answers = undefined
      return readAll(keys)
    })
    return (await answers).get(key)
  }
}
