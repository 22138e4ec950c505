/** Serial or uuid. */
type Id = number | string

interface IdsInForm {
  /** As the form has them. */
  form: readonly Id[]
  /** As the server last told, when the form had those. */
  known: readonly Id[]
  /** As the server tells now. */
  server: readonly Id[]
}

const isSame = (one: readonly Id[], other: readonly Id[]): boolean =>
  one.length === other.length && one.every((id, index) => String(id) === String(other[index]))

const has = (ids: readonly Id[], id: Id): boolean => ids.some((other) => String(other) === String(id))

/**
 * What a list in an open form has to become when the server's has changed under it: as the server has it while nobody has changed it
 * here; else what is new there comes after it, and what is gone there goes. `undefined` when nothing has to.
 */
export const idsInForm = ({ form, known, server }: IdsInForm): readonly Id[] | undefined => {
  if (isSame(known, server)) return undefined
  const merged = isSame(form, known)
    ? server
    : [
        ...form.filter((id) => has(server, id) || !has(known, id)),
        ...server.filter((id) => !has(known, id) && !has(form, id)),
      ]
  return isSame(merged, form) ? undefined : merged
}

/** A list with one of it in another place. */
export const moved = <Item>(items: readonly Item[], from: number, to: number): Item[] => {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}
