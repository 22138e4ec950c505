import type { english } from './english.js'

/** The words of another language: the same keys, each with a text. A language with more plural forms may have more. */
export type Translation = Texts<typeof english>

type Texts<Group> = { readonly [Name in keyof Group]: Group[Name] extends string ? string : Texts<Group[Name]> }
