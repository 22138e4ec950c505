/** How a language writes chess moves, as far as prose has to be read. */
export interface Dialect {
  /** Its letters for pieces, and the English ones they stand for: `S` is `N` in German. */
  readonly pieces: ReadonlyMap<string, string>
  /** Finds words of threat, which a move may follow that its side would play if the other passed. */
  readonly threat: RegExp
}

const english = 'KQRBN'

/** King, queen, rook, bishop, knight, as chess federations print them; and stems of "to threaten". */
const languages: Readonly<Record<string, { pieces: string; threat: string }>> = {
  bg: { pieces: 'Ц Д Т О К', threat: 'запла|заплаш' },
  ca: { pieces: 'R D T A C', threat: 'amena' },
  cs: { pieces: 'K D V S J', threat: 'hroz' },
  da: { pieces: 'K D T L S', threat: 'tru(?:er|ssel|et)' },
  de: { pieces: 'K D T L S', threat: 'droh' },
  el: { pieces: 'Ρ Β Π Α Ι', threat: 'απειλ' },
  es: { pieces: 'R D T A C', threat: 'amena' },
  et: { pieces: 'K L V O R', threat: 'ähvard|oht' },
  fi: { pieces: 'K D T L R', threat: 'uhk|uhat' },
  fr: { pieces: 'R D T F C', threat: 'menac' },
  gl: { pieces: 'R D T A C', threat: 'amea' },
  hr: { pieces: 'K D T L S', threat: 'prijet' },
  hu: { pieces: 'K V B F H', threat: 'fenyeg' },
  is: { pieces: 'K D H B R', threat: 'hót' },
  it: { pieces: 'R D T A C', threat: 'minacc' },
  lt: { pieces: 'K V B R Ž', threat: 'gras|grės' },
  lv: { pieces: 'K D T L Z', threat: 'draud' },
  nb: { pieces: 'K D T L S', threat: 'tru(?:er|ssel|et)' },
  nl: { pieces: 'K D T L P', threat: 'dreig' },
  nn: { pieces: 'K D T L S', threat: 'tru(?:ar|ssel|et)' },
  no: { pieces: 'K D T L S', threat: 'tru(?:er|ssel|et)' },
  pl: { pieces: 'K H W G S', threat: 'groz|groź|groż' },
  pt: { pieces: 'R D T B C', threat: 'amea' },
  ro: { pieces: 'R D T N C', threat: 'amenin' },
  ru: { pieces: 'Кр Ф Л С К', threat: 'угро|гроз' },
  sk: { pieces: 'K D V S J', threat: 'hroz' },
  sl: { pieces: 'K D T L S', threat: 'gro[zž]' },
  sr: { pieces: 'K D T L S', threat: 'preti|prijet|прет' },
  sv: { pieces: 'K D T L S', threat: 'hot' },
  tr: { pieces: 'Ş V K F A', threat: 'tehdi' },
  uk: { pieces: 'Кр Ф Т С К', threat: 'загро|погро' },
}

/**
 * The dialect of a profile's language: a BCP 47 tag (`de-AT`), or the language's name in English or in itself (`German`,
 * `Deutsch`). English where it is none of these, or not known here. English letters are read in every dialect, because
 * solutions and choices are spelled with them; where a letter means two pieces, the dialect's own comes first.
 */
export const dialectOf = (language: string | undefined): Dialect => {
  const code = codeOf(language) ?? 'en'
  const dialect = dialects.get(code) ?? dialectOfCode(code)
  dialects.set(code, dialect)
  return dialect
}

/** Those that were asked for, of the few there are. */
const dialects = new Map<string, Dialect>()

const dialectOfCode = (code: string): Dialect => {
  const known = languages[code]
  const own = known?.pieces.split(' ').map((letter, index) => [letter, english.charAt(index)] as const) ?? []
  return {
    pieces: new Map(own),
    threat: new RegExp(`(?<!\\p{L})(?:threat${known ? `|${known.threat}` : ''})`, 'giu'),
  }
}

const codeOf = (language: string | undefined): string | undefined => {
  const written = language?.trim().toLowerCase().normalize() ?? ''
  const [, tag = ''] = /^([a-z]{2,3})(?:[-_]|$)/.exec(written) ?? []
  if (tag in languages) return tag
  const words = new Set(written.split(/[^\p{L}]+/u))
  if (written === '' || words.has('english')) return undefined
  names ??= Object.keys(languages).map((code) => ({
    code,
    inEnglish: nameOf(code, 'en'),
    inItself: nameOf(code, code),
  }))
  const named = names.find(({ inEnglish }) => words.has(inEnglish)) ?? names.find(({ inItself }) => words.has(inItself))
  return named?.code
}

/** The engine takes milliseconds to find them. */
let names: readonly { readonly code: string; readonly inEnglish: string; readonly inItself: string }[] | undefined

const nameOf = (code: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(code)?.toLowerCase() ?? code
