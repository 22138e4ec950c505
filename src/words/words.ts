import type { english } from './english.js'
import { asItIs, type Told } from './sentences/told.js'

/** Where our words stand among Payload's translations. */
export const namespace = 'coursewright'

/**
 * Says a word or sentence of the dictionary in the reader's language: `words('board:toMove', { side })`. What stands in
 * its text as `{{name}}` must be given; numbers are written as that language writes them. A text that has a form for one
 * and for several takes a `count`, which chooses between them.
 */
export interface Words {
  <Key extends WordKey>(key: Key, ...values: ValuesOf<Key>): string
  /** Of the reader, e.g. `en`: how numbers and times are written. */
  readonly language: string
  /** The word for a name that comes from the server; a name that is not in the dictionary as it is. */
  named(group: WordGroup, name: string): string
  /** What is said of a refusal with this code; `undefined` for a code without words, or where a fact of them is missing. */
  refusal(code: string, facts: Readonly<Record<string, unknown>>): string | undefined
  /** The same of one input, by the rule that it broke. */
  rule(name: string, facts: Readonly<Record<string, unknown>>): string | undefined
  /** What a dictionary calls something of a kind of content, at `kinds.<kind>.<path>`, where one has a word for it. */
  ofKind(kind: string, ...path: readonly string[]): string | undefined
  /** A sentence that the server made in English and keeps: why a step failed, what a check says of a draft. */
  readonly told: Told
}

/** What Payload knows of a reader's language, on the server (`req.i18n`) and in the browser (`useTranslation().i18n`). */
export interface Reader {
  language: string
  translations: object
}

/** @param sentences how what is kept in English is said; default: as it is */
export const wordsOf = ({ language, translations }: Reader, sentences: Told = asItIs): Words => {
  const dictionary = read(translations, namespace)
  const say = (key: WordKey, values: Values = {}): string => {
    const text = textOf(dictionary, key, values.count, language)
    if (text === undefined) return key
    return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => shown(values[name], language) ?? whole)
  }
  const named = (group: WordGroup, name: string): string => {
    const text = read(read(dictionary, group), name)
    return typeof text === 'string' ? text : name
  }
  const ofKind = (...path: readonly string[]): string | undefined => {
    const text = path.reduce(read, read(dictionary, 'kinds'))
    return typeof text === 'string' ? text : undefined
  }
  const byName = (group: WordGroup) => (code: string, facts: Readonly<Record<string, unknown>>) => {
    const text = read(read(dictionary, group), code)
    if (typeof text !== 'string') return undefined
    const said = text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
      const fact = facts[name]
      return typeof fact === 'number' || typeof fact === 'string' ? (shown(fact, language) ?? whole) : whole
    })
    return said.includes('{{') ? undefined : said
  }
  const [refusal, rule] = [byName('refusals'), byName('rules')]
  return Object.assign(say, { language, named, refusal, rule, ofKind, told: sentences })
}

/** For labels and descriptions in a Payload config: said when a user reads it, in that user's language. */
export const label =
  <Key extends WordKey>(key: Key, ...values: ValuesOf<Key>) =>
  ({ i18n }: { i18n: Reader }): string =>
    wordsOf(i18n)(key, ...values)

/** The same for a name that code gives in English; one that is not in the dictionary, such as a host's own, as it is. */
export const labelNamed =
  (group: WordGroup, name: string) =>
  ({ i18n }: { i18n: Reader }): string =>
    wordsOf(i18n).named(group, name)

type Values = Readonly<Record<string, number | string>>

/** What stands under a name, if anything does. */
export const read = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null && Object.hasOwn(from, name)
    ? (from as Record<string, unknown>)[name]
    : undefined

const textOf = (
  dictionary: unknown,
  key: string,
  count: number | string | undefined,
  language: string,
): string | undefined => {
  const path = key.split(':')
  const name = path.pop() ?? ''
  const group = path.reduce(read, dictionary)
  const forms = typeof count === 'number' ? [`${name}_${formOf(count, language)}`, `${name}_other`, name] : [name]
  return forms.map((form) => read(group, form)).find((text) => typeof text === 'string')
}

/** Payload chooses forms by English rules; other languages have more of them. */
export const formOf = (count: number, language: string): Intl.LDMLPluralRule =>
  new Intl.PluralRules(localeOf(language)).select(count)

const shown = (value: number | string | undefined, language: string): string | undefined =>
  typeof value === 'number' ? value.toLocaleString(localeOf(language)) : value

/** Payload's name of a language as JavaScript knows it; a few are no language tags. */
export const localeOf = (language: string): string =>
  language === 'rs' || language === 'rs-latin' ? (language === 'rs' ? 'sr' : 'sr-Latn') : language

type Dictionary = typeof english

type WithoutForm<Name extends string> = Name extends `${infer Base}_${Intl.LDMLPluralRule}` ? Base : Name

type KeysOf<Group, Path extends string = ''> = {
  [Name in keyof Group & string]: Group[Name] extends string
    ? `${Path}${WithoutForm<Name>}`
    : KeysOf<Group[Name], `${Path}${Name}:`>
}[keyof Group & string]

export type WordKey = KeysOf<Dictionary>

/** Groups whose names come from the server. */
export type WordGroup = keyof Dictionary

/** The text of a key; of one with forms, the text of each. */
type TextOf<Group, Key extends string> = Key extends `${infer Name}:${infer Rest}`
  ? Name extends keyof Group
    ? TextOf<Group[Name], Rest>
    : never
  : { [Name in keyof Group]: Name extends Key | `${Key}_${Intl.LDMLPluralRule}` ? Group[Name] : never }[keyof Group]

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never

type HasForms<Group, Key extends string> = Key extends `${infer Name}:${infer Rest}`
  ? Name extends keyof Group
    ? HasForms<Group[Name], Rest>
    : false
  : Key extends keyof Group
    ? false
    : true

type ValuesOf<Key extends string> =
  HasForms<Dictionary, Key> extends true
    ? [values: Record<Exclude<NamesIn<TextOf<Dictionary, Key>>, 'count'>, number | string> & { count: number }]
    : [NamesIn<TextOf<Dictionary, Key>>] extends [never]
      ? []
      : [values: Record<NamesIn<TextOf<Dictionary, Key>>, number | string>]
