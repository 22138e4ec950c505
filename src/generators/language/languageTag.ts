/**
 * A language tag (BCP 47) as it is written everywhere: `pt-br` is `pt-BR`. `undefined` for what is none, also for the name
 * of a language: `english` has the form of a tag, but none is registered that long.
 */
export const canonicalLanguage = (text: string): string | undefined => {
  const written = text.trim().replaceAll('_', '-')
  if (!/^[a-z]{2,3}(-|$)/i.test(written)) return undefined
  try {
    return Intl.getCanonicalLocales(written)[0]
  } catch {
    // Said by the return value: it is no tag.
    return undefined
  }
}

/**
 * The tag of a language that is written as a tag, or by its name in English (`German`, `Brazilian Portuguese`) or in
 * itself (`Deutsch`, `français`), in capitals or not. `undefined` for what is no name of one language.
 */
export const languageTagOf = (text: string): string | undefined => {
  const tag = canonicalLanguage(text)
  const name = nameOf(text)
  if (tag !== undefined || name === '' || name.length > longestName) return tag
  const isNamed = (names: Intl.DisplayNames, code: string) => nameOf(names.of(code) ?? '') === name
  const inEnglish = namesIn('en')
  return (
    codes.find((code) => isNamed(inEnglish, code)) ??
    Intl.DisplayNames.supportedLocalesOf(codes).find((code) => isNamed(namesIn(code), code))
  )
}

/** What a model is told to write in: `German (de)`. A tag without a name stands alone. */
export const languageForModel = (tag: string): string => {
  const language = canonicalLanguage(tag)
  // Of what is no tag, as before profiles had any.
  if (language === undefined) return tag
  if (language === 'und') return 'the language that the profile names'
  const name = namesIn('en').of(language)
  return name === undefined ? language : `${name} (${language})`
}

const longestName = 60

const nameOf = (text: string): string => text.trim().toLowerCase().normalize()

/** Only real names: no code comes back as its own. */
const namesIn = (locale: string): Intl.DisplayNames =>
  new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })

/**
 * JavaScript knows the names of languages, but has no list of them: those of two letters (ISO 639-1), a few of three, and
 * those of regions that have a name of their own.
 */
const codes = [
  'en de fr es it pt nl pl ru uk cs sk sl hr sr bs mk bg ro hu el tr sv da nb nn no fi et lv lt is ga cy gd mt sq be ca eu',
  'gl br oc co lb fo kl se fy rm ar he fa ur hi bn pa gu mr ta te kn ml si ne or as sa sd ks zh ja ko vi th lo km my bo mn',
  'dz id ms jv su mg sw am om so ti ha yo ig zu xh af st tn ts ss ve nr nd sn ny rw rn lg ln kg ak tw ee ff wo bm sg lu',
  'ki az kk ky uz tk tg ug tt ba cv ce os ab av ka hy ps ku dv eo ia ie io vo la cu sc an wa li gv kw mi sm to ty fj bi ho',
  'ch mh na qu ay gn ht iu ik cr oj nv hz ng kj kr ii za yi fil haw yue ckb gsw tlh',
  'en-GB en-US en-AU en-CA pt-BR pt-PT es-ES es-MX es-419 fr-CA fr-CH de-AT de-CH nl-BE zh-Hans zh-Hant',
].flatMap((line) => line.split(' '))
