import type { KitRules } from '../content/part.js'

/** What a text may rest on, and how it is to be written. */
interface Kit {
  readonly title: string
  /** A BCP 47 tag; empty where the kit says none. */
  readonly language: string
  readonly sources: readonly KitSource[]
  readonly vocabulary: readonly { readonly term: string; readonly meaning: string }[]
  readonly grammar: readonly string[]
  readonly requirements: string
  readonly glossary: KitRules['glossary']
  readonly protectedTerms: readonly string[]
  readonly avoid: readonly string[]
  readonly tone: string
}

export interface KitSource {
  /** `s3` is cited as `[s3]`; unique in its kit. */
  readonly key: string
  readonly title: string
  readonly text: string
  /** Of the file it was read from, counted from 1. */
  readonly page?: number
  readonly fileName?: string
}

/** What checks need of a kit. Prose may link to the addresses that its sources have, and to no others. */
export const kitRulesOf = ({ sources, glossary, protectedTerms, avoid }: Kit): KitRules => ({
  sources: sources.map(({ key }) => key),
  links: [...new Set(sources.flatMap(({ title, text }) => [...addressesIn(title), ...addressesIn(text)]))],
  glossary,
  protectedTerms,
  avoid,
})

/**
 * The http(s) addresses in a text, without the punctuation of the sentence around them: `Pin_(chess)` and `King's_Gambit` are
 * whole, while a bracket or quotation mark that was not opened in the address ends it.
 */
export const addressesIn = (text: string): string[] => text.match(address) ?? []

const address =
  /https?:\/\/(?:[^\s<>"'`\\{}|^[\]()]|\([^\s<>"'`\\{}|^[\]()]*\)|'(?=[\p{L}\p{N}])){1,2000}(?<![.,;:!?…»”’*_])/giu
