import type { SentKit } from './messages.js'

/** What names things, and is not read by people. */
const names = new Set(['key', 'parent', 'position', 'sort', 'objective'])

/** A written value with every text as the kit wants it: the words of its glossary, and protected terms as they are spelt. */
export function styled<T>(value: T, kit: Pick<SentKit, 'glossary' | 'protectedTerms'> | undefined): T {
  if (!kit || kit.glossary.length + kit.protectedTerms.length === 0) return value
  const write = styleOf(kit)
  const walk = (one: unknown, name?: string): unknown => {
    if (typeof one === 'string') return name && names.has(name) ? one : write(one)
    if (Array.isArray(one)) return one.map((item) => walk(item))
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, walk(item, key)]))
  }
  return walk(value) as T
}

function styleOf({ glossary, protectedTerms }: Pick<SentKit, 'glossary' | 'protectedTerms'>): (text: string) => string {
  const uses = glossary.filter(({ term, use }) => term.trim() && use.trim())
  return (text) => {
    const used = uses.reduce((written, { term, use }) => {
      // A use that contains its term, e.g. `chess king` for `king`, is not written into itself.
      const kept = [...written.matchAll(termPattern(use))].map(({ index, 0: found }) => [index, index + found.length])
      return written.replace(termPattern(term), (found: string, bare: string, ending = '', at: number) =>
        kept.some(([start = 0, end = 0]) => start <= at && at + bare.length <= end)
          ? found
          : `${cased(use, bare)}${ending}`,
      )
    }, text)
    return protectedTerms.reduce(
      (written, term) =>
        term.trim() ? written.replace(termPattern(term), (_, __, ending = '') => `${term}${ending}`) : written,
      used,
    )
  }
}

/** As the word that it takes the place of begins. */
function cased(use: string, found: string): string {
  const isUpper = /^\p{Lu}/u.test(found)
  return isUpper ? use.slice(0, 1).toUpperCase() + use.slice(1) : use
}

/** Whether a text has one of the phrases, as whole words with any usual ending. */
export function hasAny(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => termPattern(phrase).test(text))
}

/** Finds a term as words of their own; its first group is the term, the second an ending. */
function termPattern(term: string): RegExp {
  const words = term.trim().split(/\s+/).map(escaped).join('\\s+')
  const endings = /\p{L}{5}$/u.test(term) ? "s|es|['’]s|e|n|en|em|ens|ns|a|u|i|y|om" : "s|es|['’]s"
  return new RegExp(`(?<![\\p{L}\\p{N}])(${words})(${endings})?(?![\\p{L}\\p{N}])`, 'giu')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
