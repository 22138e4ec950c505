/** The row that a path such as `choices.2.correct` is in, and the list that the row is in. */
interface RowAt {
  list: string
  row: number
}

const field = /^(.*)\.(\d+)\.([^.]+)$/

export const rowAt = (path: string): RowAt | undefined => {
  const [, list, row] = field.exec(path) ?? []
  return list === undefined ? undefined : { list, row: Number(row) }
}

/** Of the paths of a form, those of the same field in the other rows of the list. */
export const sameInOtherRows = (path: string, paths: readonly string[]): string[] => {
  const [, list, , name] = field.exec(path) ?? []
  return paths.filter((other) => {
    const [, otherList, , otherName] = field.exec(other) ?? []
    return other !== path && otherList !== undefined && otherList === list && otherName === name
  })
}

/** By which a choice is called: A, B, C, and numbers after Z. */
export const letterOf = (row: number): string => (row < 26 ? String.fromCharCode(65 + row) : String(row + 1))
