/** How many objects of a class are made with `new` while something is done. */
export const countMade = <Owner extends object>(owner: Owner, name: keyof Owner, work: () => unknown): number => {
  const original = owner[name]
  let made = 0
  const construct = (target: object, given: unknown[]) => {
    made += 1
    return Reflect.construct(target as new () => object, given)
  }
  owner[name] = new Proxy(original as object, { construct }) as typeof original
  try {
    work()
  } finally {
    owner[name] = original
  }
  return made
}
