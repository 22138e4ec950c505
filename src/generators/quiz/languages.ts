/** What the gates know of a language. Where nothing is known, the rules that need it say nothing. */
export interface LanguageRules {
  /** The primary subtag of its BCP 47 tags. */
  readonly code: string
  /** In lower case: what people write into a profile instead of a tag. */
  readonly names: readonly string[]
  /** Words that say nothing of what a text is about. */
  readonly stopWords: ReadonlySet<string>
  /** A whole choice that stands for all of the others, or for none. */
  readonly allOrNone: RegExp
  /** `and`, `or` between letters of choices. */
  readonly joining: string
  /** Before letters of choices: `both`, `only`, `answers`. */
  readonly beforeLetters: string
  readonly negations: ReadonlySet<string>
  readonly absolutes: ReadonlySet<string>
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u')

/** Texts are compared in lower case without accents, so these are spelt so too. */
const known: readonly LanguageRules[] = [
  {
    code: 'en',
    names: ['english'],
    stopWords: set(`a about after all also an and any are as at be because been before both but by can could did do does
      during each for from had has have he her his how i if in into is it its may more most must no not of on one only or
      other our out over she should so some such than that the their them then there these they this those through to
      under up was we were what when where which while who whom whose why will with would you your
      best following answer question choose correct right statement`),
    allOrNone: whole(
      `(?:all|none|any|neither|both|each) (?:of )?(?:the |these |those )?(?:above|options|answers|choices|others)(?: (?:are|is) .*)?
      |(?:all|none|neither|both) of (?:these|those|them)(?: .{0,20})?|the above`.replace(/\s*\n\s*/g, ''),
    ),
    joining: 'and|or|nor|but not',
    beforeLetters: 'both|only|either|neither|answers?|options?|choices?|statements?',
    negations: set('not except never cannot'),
    absolutes: set('always never all none only every entirely completely absolutely impossible'),
  },
  {
    code: 'de',
    names: ['german', 'deutsch'],
    stopWords: set(`aber alle als also am an auch auf aus bei bis da dann das dass dem den der des die dies diese diesem
      diesen dieser dieses doch du durch ein eine einem einen einer eines er es fur gegen hat haben hier ich ihr ihre im in
      ist ja kann man mehr mit nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so uber um und unter vom von
      vor war was weil welche welchem welchen welcher welches wenn wer werden wie wird wir wird wo zu zum zur
      folgende folgenden antwort frage richtig stimmt`),
    allOrNone: whole(
      '(?:alle|keine|keines|keiner|nichts|beide)s?(?: (?:der|dieser|von den|davon|von diesen))?(?: (?:oben|vorher|zuvor))?(?: ?(?:genannten?s?|obigen|aufgefuhrten|antworten|optionen|moglichkeiten))(?: .{0,20})?|alles (?:davon|genannte|oben genannte)|(?:keine|nichts|keines) davon',
    ),
    joining: 'und|oder|sowie|als auch',
    beforeLetters: 'sowohl|nur|entweder|weder|beide|antwort(?:en)?|option(?:en)?|aussagen?',
    negations: set('nicht kein keine keinen keinem keiner keines ausser nie niemals'),
    absolutes: set('immer nie niemals alle alles keine nur jeder jede jedes vollig absolut unmoglich ausschliesslich'),
  },
  {
    code: 'fr',
    names: ['french', 'francais'],
    stopWords:
      set(`a au aucun aussi autre aux avec car ce ces cet cette comme comment dans de des donc du elle elles en est
      et etait etre il ils je la le les leur leurs lui mais meme moins ne nos notre nous on ont ou par pas plus pour pourquoi
      quand que quel quelle quelles quels qui quoi sa sans se ses si son sont sous sur tout tous toute toutes tres un une
      vos votre vous suivant suivante suivants suivantes reponse question correcte`),
    allOrNone: whole(
      '(?:toutes?|tous|aucune?)(?: de| d)?(?: (?:les|ces|celles|ceux))?(?: (?:reponses|options|propositions|choix|elements))?(?: (?:ci dessus|precedente?s|qui precedent|proposee?s))|aucune? (?:de )?(?:ces|des) (?:reponses|options|propositions|choix)|toutes (?:ces|les) (?:reponses|options|propositions)',
    ),
    joining: 'et|ou|ni|mais pas',
    beforeLetters: 'seulement|uniquement|soit|ni|les deux|reponses?|options?|propositions?',
    negations: set('pas sauf jamais aucun aucune excepte'),
    absolutes: set('toujours jamais tous toutes aucun aucune uniquement seulement absolument impossible entierement'),
  },
  {
    code: 'es',
    names: ['spanish', 'espanol', 'castellano'],
    stopWords:
      set(`a al algo ante antes asi aunque cada como con cual cuales cuando de del desde donde dos el ella ellas
      ellos en entre era es esa ese eso esta estas este esto estos fue ha hace hasta hay la las le les lo los mas me mi muy
      ni no nos o otra otro para pero por porque que quien se segun ser si sin sobre son su sus tambien tan te tiene todo
      todos tu un una uno y ya siguiente siguientes respuesta pregunta correcta`),
    allOrNone: whole(
      '(?:todas|todos|ninguna|ninguno|cualquiera)(?: de)?(?: (?:las|los|estas|estos))?(?: (?:opciones|respuestas|alternativas))?(?: (?:anteriores|de arriba|mencionad[ao]s))|(?:todas|ninguna) (?:de )?(?:las|estas) (?:opciones|respuestas|alternativas)',
    ),
    joining: 'y|e|o|u|ni|como|pero no',
    beforeLetters: 'tanto|solo|solamente|ambas|respuestas?|opcion(?:es)?',
    negations: set('no excepto nunca salvo ninguno ninguna'),
    absolutes: set('siempre nunca todos todas ninguno ninguna solo solamente absolutamente imposible unicamente'),
  },
  {
    code: 'it',
    names: ['italian', 'italiano'],
    stopWords:
      set(`a ad agli ai al alla alle anche che chi ci come con cosa cui da dai dal dalla dalle degli dei del della
      delle di dove e ed era essere fra gli ha hanno i il in io la le lei lo loro lui ma mi ne nei nel nella nelle noi non o
      per perche piu quale quali quando quanto quella quelle quelli quello questa queste questi questo se sei si sono su
      sua sue sul sulla suo tra tu tutti un una uno seguente seguenti risposta domanda corretta`),
    allOrNone: whole(
      '(?:tutte|tutti|nessuna|nessuno)(?: (?:le|delle|i|dei|queste|di queste))?(?: (?:opzioni|risposte|alternative))?(?: (?:precedenti|sopra|di cui sopra|elencate))|(?:tutte|nessuna) (?:le|delle|queste|di queste) (?:opzioni|risposte|alternative)',
    ),
    joining: 'e|ed|o|ne|che|ma non',
    beforeLetters: 'sia|solo|soltanto|entrambe|rispost[ae]|opzion[ei]',
    negations: set('non tranne eccetto mai nessuno nessuna'),
    absolutes: set('sempre mai tutti tutte nessuno nessuna solo soltanto assolutamente impossibile esclusivamente'),
  },
  {
    code: 'pt',
    names: ['portuguese', 'portugues'],
    stopWords:
      set(`a ao aos as ate com como da das de dela dele depois do dos e ela elas ele eles em entre era essa esse
      esta este eu foi ha isso isto ja la lhe mais mas me mesmo muito na nas nem no nos o os ou para pela pelo por porque
      qual quais quando que quem se sem ser seu seus so sua suas tambem te tem um uma voce seguinte seguintes resposta
      pergunta correta`),
    allOrNone: whole(
      '(?:todas|todos|nenhuma|nenhum)(?: (?:as|das|os|dos|estas|destas))?(?: (?:opcoes|respostas|alternativas))?(?: (?:anteriores|acima|mencionad[ao]s))|(?:todas|nenhuma) (?:as|das|estas|destas) (?:opcoes|respostas|alternativas)',
    ),
    joining: 'e|ou|nem|como|mas nao',
    beforeLetters: 'tanto|so|somente|apenas|ambas|respostas?|opc(?:ao|oes)',
    negations: set('nao exceto nunca salvo nenhum nenhuma'),
    absolutes: set('sempre nunca todos todas nenhum nenhuma apenas somente absolutamente impossivel'),
  },
  {
    code: 'nl',
    names: ['dutch', 'nederlands'],
    stopWords:
      set(`aan al alle als bij daar dan dat de der deze die dit door een en er geen had heb hebben heeft het hij
      hoe hun ik in is ja je kan maar me meer men met mij na naar niet nog nu of om omdat onder ons ook op over te tegen toch
      tot u uit van veel voor waar waarom wanneer wat we welk welke werd wie wij wordt worden ze zich zij zijn zo zonder zou
      volgende antwoord vraag juist`),
    allOrNone: whole(
      '(?:alle|geen(?: van)?|geen enkele?)(?: (?:de|het|deze|van de))?(?: (?:bovenstaande|genoemde|vorige))?(?: ?(?:antwoorden|opties|mogelijkheden))?(?: (?:hierboven|zijn .{0,12}))?|(?:alle|geen van(?: de)?) (?:bovenstaande|bovengenoemde)n?|(?:alles|niets) hierboven|geen van (?:deze|alle)',
    ),
    joining: 'en|of|noch|als|maar niet',
    beforeLetters: 'zowel|alleen|beide|antwoord(?:en)?|opties?',
    negations: set('niet geen behalve nooit'),
    absolutes: set('altijd nooit alle alles geen alleen uitsluitend volledig absoluut onmogelijk'),
  },
]

/**
 * The rules of a language.
 *
 * @param language a BCP 47 tag (`de-AT`), or a name (`German`, `Deutsch`)
 */
export const rulesOfLanguage = (language: string | undefined): LanguageRules | undefined => {
  if (language === undefined) return undefined
  const name = language.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase()
  const code = /^[a-z]{2}(?=$|[-_])/.exec(name)?.[0]
  return known.find((rules) => rules.code === code || rules.names.includes(name))
}

/** The rules to look for phrases by: those of the language, or of all that we know where none is given. */
export const phraseRulesOf = (language: string | undefined): readonly LanguageRules[] => {
  if (language === undefined) return known
  const rules = rulesOfLanguage(language)
  return rules ? [rules] : []
}

/** Whether a word, folded, turns a sentence round in a language that we know. */
export const isNegation = (word: string): boolean =>
  known.some(({ negations }) => negations.has(word)) || word === 'no' || /n['’]t$/.test(word)
