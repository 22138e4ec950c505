import { escaped } from './facts.js'
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
  const uses = glossary.filter(({ term, use }) => term.trim() && term.toLowerCase() !== use.toLowerCase())
  return (text) => {
    const used = uses.reduce(
      (written, { term, use }) =>
        // A use that contains its term, e.g. `chess king` for `king`, is not written into itself.
        written.replace(whole(use.toLowerCase().includes(term.toLowerCase()) ? `${use}|${term}` : term), (found) =>
          found.toLowerCase() === use.toLowerCase() ? found : cased(use, found),
        ),
      text,
    )
    return protectedTerms.reduce((written, term) => written.replace(whole(term), term), used)
  }
}

/** Terms as whole words; `|` between two of them. */
function whole(terms: string): RegExp {
  const either = terms.split('|').map(escaped).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})(?![\\p{L}\\p{N}])`, 'giu')
}

/** As the word that it takes the place of begins. */
function cased(use: string, found: string): string {
  const isUpper = /^\p{Lu}/u.test(found)
  return isUpper ? use.slice(0, 1).toUpperCase() + use.slice(1) : use
}
