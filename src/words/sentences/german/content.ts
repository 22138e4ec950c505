import type { OfContent } from '../sentences.js'

/** The German of what is said of drafts, parts and files. */
export const germanContent: OfContent = {
  // Drills and questions.
  'the drill shows {{shown}}, but the library now has {{library}}':
    'die Aufgabe zeigt {{shown}}, aber in der Bibliothek steht jetzt {{library}}',
  'solution "{{move}}" is not a legal move in the position':
    'die Lösung „{{move}}“ ist in der Stellung kein legaler Zug',
  'solution is "{{move}}", the library has "{{best}}"': 'die Lösung ist „{{move}}“, in der Bibliothek steht „{{best}}“',
  'solution is "{{move}}", it must be "{{best}}"': 'die Lösung ist „{{move}}“, sie muss „{{best}}“ sein',
  'solution is "{{move}}", but the choice marked correct is "{{marked}}"':
    'die Lösung ist „{{move}}“, aber als richtig markiert ist die Option „{{marked}}“',
  'choice "{{move}}" is not a legal move in the position': 'die Option „{{move}}“ ist in der Stellung kein legaler Zug',
  'choice {{choice}} is given twice': 'die Option {{choice}} kommt zweimal vor',
  'choice {{choice}} is given {{times}} times': 'die Option {{choice}} kommt {{times}} Mal vor',
  'choice "{{move}}" is marked wrong but is the solution':
    'die Option „{{move}}“ ist als falsch markiert, ist aber die Lösung',
  'choice "{{move}}" is marked wrong but is as good as the solution':
    'die Option „{{move}}“ ist als falsch markiert, ist aber so gut wie die Lösung',
  'choice "{{move}}" is marked wrong but is a solution in the library':
    'die Option „{{move}}“ ist als falsch markiert, ist aber in der Bibliothek eine Lösung',
  'choice {{choice}} is contained in choice {{other}}': 'die Option {{choice}} ist in der Option {{other}} enthalten',
  'choice {{choice}} stands for all or none of the others':
    'die Option {{choice}} steht für alle oder keine der anderen',
  'choice {{choice}} refers to other choices by letter':
    'die Option {{choice}} verweist mit Buchstaben auf andere Optionen',
  'choices {{first}} and {{second}} say the same; if the spelling is what is asked, explain each by its spelling':
    'die Optionen {{first}} und {{second}} sagen dasselbe; wenn nach der Schreibweise gefragt ist, begründen Sie jede mit ihrer Schreibweise',
  '{{correct}} choices are marked correct, it must be exactly one':
    'als richtig markierte Optionen: {{correct}}, es muss genau eine sein',
  '{{correct}} choices are marked correct, it must be two or more':
    'als richtig markierte Optionen: {{correct}}, es müssen mindestens zwei sein',
  'every choice is marked correct, at least one must be wrong':
    'alle Optionen sind als richtig markiert, mindestens eine muss falsch sein',
  '{{given}} choices were given, it must be {{wanted}}': 'angegebene Optionen: {{given}}, verlangt: {{wanted}}',
  '{{given}} choices are given, a short question has none':
    'angegebene Optionen: {{given}}, eine Frage mit geschriebener Antwort hat keine',
  'there must be {{allowed}} choices, there are {{given}}':
    'verlangte Zahl der Optionen: {{allowed}}, vorhanden: {{given}}',
  'a short question needs its answer': 'eine Frage mit geschriebener Antwort braucht ihre Antwort',
  'explanation has no words, only markup': 'die Erklärung enthält keine Wörter, nur Formatierung',
  'the explanation does not name the solution "{{move}}"': 'die Erklärung nennt die Lösung „{{move}}“ nicht',
  'the explanation does not name what is right, {{right}}': 'die Erklärung nennt nicht, was richtig ist: {{right}}',
  'it is not said why {{choice}} is wrong': 'es fehlt die Begründung, warum {{choice}} falsch ist',
  '{{said.text}} gives the solution "{{move}}" away': '{{said.text}} verrät die Lösung „{{move}}“',
  '"{{moves}}" is named in {{said.text}}, but is legal neither in the position, nor along the line, nor after a choice named there':
    '{{said.text}} nennt „{{moves}}“; das ist weder in der Stellung noch in der Variante noch nach einer dort genannten Option legal',
  '"{{moves}}" is named, but is legal neither in the position nor along its line':
    '„{{moves}}“ wird genannt, ist aber weder in der Stellung noch in ihrer Variante legal',
  '"{{moves}}" is named, but is legal neither in one of the positions nor along its line':
    '„{{moves}}“ wird genannt, ist aber weder in einer der Stellungen noch in ihrer Variante legal',
  prompt: 'Aufgabenstellung',
  'the prompt': 'die Aufgabenstellung',
  explanation: 'Erklärung',
  'the explanation': 'die Erklärung',
  'hint {{number}}': 'Hinweis {{number}}',
  'rationale of "{{choice}}"': 'Begründung zu „{{choice}}“',
  'the rationale of "{{choice}}"': 'die Begründung zu „{{choice}}“',
  // Parts of lessons, courses and plans.
  '"{{position}}" is shown twice': '„{{position}}“ wird zweimal gezeigt',
  '"{{position}}" is none of the positions; use {{allowed}}':
    '„{{position}}“ ist keine der Stellungen; verwenden Sie {{allowed}}',
  '"{{label}}" is there twice; labels must differ': '„{{label}}“ kommt zweimal vor; Namen müssen sich unterscheiden',
  '"{{label}}" is there twice in the group "{{group}}"; labels must differ':
    '„{{label}}“ kommt in der Gruppe „{{group}}“ zweimal vor; Namen müssen sich unterscheiden',
  '"{{label}}" is there twice below "{{parent}}"': '„{{label}}“ kommt unter „{{parent}}“ zweimal vor',
  '"{{label}}" has {{words}} words, at most {{max}} are allowed':
    'Wörter in „{{label}}“: {{words}}, erlaubt: höchstens {{max}}',
  '"{{label}}" is the title of lesson {{number}} already': '„{{label}}“ ist bereits der Titel von Lektion {{number}}',
  '"{{label}}" is the title of no script': '„{{label}}“ ist der Titel keines Skripts',
  'the script "{{label}}" has none': 'für das Skript „{{label}}“ fehlt der Eintrag',
  'it has no words, only markup': 'der Text enthält keine Wörter, nur Formatierung',
  'it has too much markup to be read as markdown; write it plainer':
    'der Text enthält zu viel Formatierung, um als Markdown gelesen zu werden; schreiben Sie ihn schlichter',
  'write no HTML, there is {{html}}': 'schreiben Sie kein HTML, hier steht {{html}}',
  'write no images': 'fügen Sie keine Bilder ein',
  'headings must begin at level {{level}}: write ### or smaller':
    'Überschriften müssen auf Ebene {{level}} beginnen: Schreiben Sie ### oder kleiner',
  'write links as [words](https://…), where they stand':
    'schreiben Sie Links als [Wörter](https://…), dort, wo sie stehen',
  'write at least {{min}} words, there are {{words}}': 'Wörter: mindestens {{min}}, es sind {{words}}',
  'write at most {{max}} words, there are {{words}}': 'Wörter: höchstens {{max}}, es sind {{words}}',
  'the link "{{address}}" must lead to http or https': 'der Link „{{address}}“ muss zu http oder https führen',
  'the address "{{address}}" is none of the kit\'s; leave it out':
    'die Adresse „{{address}}“ stammt nicht aus der Materialmappe; lassen Sie sie weg',
  'must not contain {{said.character}}': 'enthält {{said.character}}; das ist nicht erlaubt',
  'a NUL character': 'ein NUL-Zeichen',
  'half a character': 'ein halbes Zeichen',
  '"{{sort}}" is not asked for; use {{allowed}}': '„{{sort}}“ ist nicht verlangt; verwenden Sie {{allowed}}',
  '"{{objective}}" is none of the objectives; copy one word for word':
    '„{{objective}}“ ist keines der Lernziele; übernehmen Sie eines Wort für Wort',
  'the same question is there twice': 'dieselbe Frage kommt zweimal vor',
  'it asks nearly the same as question {{number}}; ask something else':
    'fragt fast dasselbe wie Frage {{number}}; fragen Sie etwas anderes',
  'there must be one root, a node without parent; there are {{roots}}':
    'es muss genau eine Wurzel geben, einen Knoten, der zu keinem anderen gehört; vorhanden: {{roots}}',
  'the key "{{key}}" is there twice': 'der Schlüssel „{{key}}“ kommt zweimal vor',
  '"{{parent}}" is the key of no node': '„{{parent}}“ ist der Schlüssel keines Knotens',
  '"{{key}}" has {{children}} children, at most {{max}} are allowed':
    'Knoten direkt unter „{{key}}“: {{children}}, erlaubt: höchstens {{max}}',
  '"{{key}}" is its own ancestor': '„{{key}}“ ist sich selbst übergeordnet',
  '"{{key}}" stands on level {{depth}}, at most {{max}} are allowed':
    '„{{key}}“ steht auf Ebene {{depth}}, erlaubt: höchstens {{max}}',
  'plan exactly {{wanted}} lessons; there are {{given}}':
    'zu planende Lektionen: genau {{wanted}}, vorhanden: {{given}}',
  'no lesson serves the objective "{{objective}}"; name it at one, word for word':
    'keine Lektion dient dem Lernziel „{{objective}}“; nennen Sie es bei einer, Wort für Wort',
  'name the objective that it tests, word for word': 'nennen Sie Wort für Wort das Lernziel, das hier geprüft wird',
  'no question tests the objective "{{objective}}"': 'keine Frage prüft das Lernziel „{{objective}}“',
  'the lesson "{{title}}" is missing: give it a node, with its title word for word as the note':
    'die Lektion „{{title}}“ fehlt: Geben Sie ihr einen Knoten, mit ihrem Titel Wort für Wort als Anmerkung',
  'each step must fit a slide': 'jeder Schritt muss auf eine Folie passen',
  'sort the words into {{groups}} groups or more, by topic':
    'ordnen Sie die Wörter nach Themen; Gruppen: mindestens {{groups}}',
  'it is written in {{language}}; write it in {{wanted}}': 'Sprache des Textes: {{language}}; verlangt ist {{wanted}}',
  '[{{key}}] is no source of the kit: {{said.sources}}':
    '[{{key}}] ist keine Quelle der Materialmappe; {{said.sources}}',
  'it cites no source; name what it rests on by its key in square brackets, as in [{{key}}]: {{said.sources}}':
    'der Text zitiert keine Quelle; geben Sie an, worauf er sich stützt, mit dem Schlüssel in eckigen Klammern, etwa [{{key}}]; {{said.sources}}',
  'its sources are {{sources}}': 'verfügbare Quellen: {{sources}}',
  'it has no sources': 'die Materialmappe hat keine Quellen',
  'it writes {{written}}; write {{use}}': 'im Text steht {{written}}; schreiben Sie {{use}}',
  'it writes {{written}}; the name is {{name}}': 'im Text steht {{written}}; der Begriff lautet {{name}}',
  'it uses {{word}}, which the kit asks to avoid':
    'im Text steht {{word}}, was laut Materialmappe nicht zu verwenden ist',
  'expected {{said.kind}}, got {{said.given}}': 'erwartet: {{said.kind}}, erhalten: {{said.given}}',
  'expected the format "{{format}}", got {{said.given}}': 'erwartet: Format „{{format}}“, erhalten: {{said.given}}',
  'exactly {{size}} characters, got {{said.given}}': 'genau {{size}} Zeichen, erhalten: {{said.given}}',
  'exactly {{size}} entries, got {{said.given}}': 'Einträge: genau {{size}}, erhalten: {{said.given}}',
  'at least {{min}} characters, got {{said.given}}': 'mindestens {{min}} Zeichen, erhalten: {{said.given}}',
  'at least 1 character, got {{said.given}}': 'mindestens 1 Zeichen, erhalten: {{said.given}}',
  'at least {{min}} entries, got {{said.given}}': 'mindestens {{min}} Einträge, erhalten: {{said.given}}',
  'at least 1 entry, got {{said.given}}': 'mindestens 1 Eintrag, erhalten: {{said.given}}',
  'at least {{min}}, got {{said.given}}': 'mindestens {{min}}, erhalten: {{said.given}}',
  'at most {{max}} characters, got {{said.given}}': 'höchstens {{max}} Zeichen, erhalten: {{said.given}}',
  'at most {{max}} entries, got {{said.given}}': 'Einträge: höchstens {{max}}, erhalten: {{said.given}}',
  'at most {{max}}, got {{said.given}}': 'höchstens {{max}}, erhalten: {{said.given}}',
  'fits none of the allowed forms, got {{said.given}}':
    'entspricht keiner der erlaubten Formen, erhalten: {{said.given}}',
  'unexpected "{{names}}"': 'unerwartet: „{{names}}“',
  text: 'Text',
  'a number': 'eine Zahl',
  'a whole number': 'eine ganze Zahl',
  'true or false': 'true oder false',
  'a list': 'eine Liste',
  'an object': 'ein Objekt',
  nothing: 'nichts',
  // What is refused when a draft is saved.
  'There is a part {{part}} above: a document has each part once':
    'Einen Teil {{part}} gibt es weiter oben schon: Ein Dokument enthält jeden Teil nur einmal',
  'Another row has this id': 'Eine andere Zeile hat diese ID',
  'The link {{link}} leads nowhere safe: use http, https or mailto':
    'Der Link {{link}} führt zu keinem sicheren Ziel: Verwenden Sie http, https oder mailto',
  'The plan is being written; edit it when that is done': 'Der Plan wird gerade geschrieben; bearbeiten Sie ihn danach',
  // Files of drafts and mind maps.
  'Line {{line}}: {{said.problem}}': 'Zeile {{line}}: {{said.problem}}',
  'the file has {{given}} characters, at most {{max}} can be read':
    'die Datei hat {{given}} Zeichen, höchstens {{max}} können gelesen werden',
  'the file has {{given}} lines, at most {{max}} can be read':
    'die Datei hat {{given}} Zeilen, höchstens {{max}} können gelesen werden',
  'it contains {{said.character}}, which text cannot hold':
    'sie enthält {{said.character}}, das in Text nicht vorkommen darf',
  'too many lists or quotes begin in it': 'darin beginnen zu viele Listen oder Zitate',
  'it is indented too far': 'sie ist zu weit eingerückt',
  'there is too much markup up to here; write it plainer':
    'bis hierher gibt es zu viel Formatierung; schreiben Sie schlichter',
  '{{said.what}} has {{given}} characters, at most {{max}} are allowed':
    '{{said.what}} hat {{given}} Zeichen, höchstens {{max}} sind erlaubt',
  'a group': 'eine Gruppe',
  'a text': 'ein Text',
  'a caption': 'eine Bildunterschrift',
  'a label': 'ein Name',
  'a title': 'ein Titel',
  'a heading': 'eine Überschrift',
  'a question': 'eine Frage',
  'a choice': 'eine Antwortoption',
  'an idea': 'eine Idee',
  'a note': 'eine Anmerkung',
  'entries are a list: - **Label**: text': 'Einträge sind eine Liste: - **Name**: Text',
  'questions are a numbered list: 1. Question, with its choices below it: - [x] right, - [ ] wrong':
    'Fragen sind eine nummerierte Liste: 1. Frage, darunter ihre Antwortoptionen: - [x] richtig, - [ ] falsch',
  'boards are a list: - `position`: caption': 'Bretter sind eine Liste: - `Stellung`: Bildunterschrift',
  'an item of a list has paragraphs, and below them a list':
    'ein Listenpunkt besteht aus Absätzen und darunter einer Liste',
  'there is a list within it, which has no place here': 'darin steht eine Liste, die hier nicht vorgesehen ist',
  'a question needs words before its choices': 'eine Frage braucht Text vor ihren Antwortoptionen',
  'the question has {{given}} choices, at most {{max}} are allowed':
    'Antwortoptionen der Frage: {{given}}, erlaubt: höchstens {{max}}',
  '"{{sort}}" is no sort of question; use {{allowed}}': '„{{sort}}“ ist keine Art von Frage; verwenden Sie {{allowed}}',
  'it is neither a choice (- [x] …, - [ ] …) nor one of {{allowed}}, each once':
    'dies ist weder eine Antwortoption (- [x] …, - [ ] …) noch eines von {{allowed}}, jedes nur einmal',
  'a mind map is one nested list: - Idea': 'eine Mindmap ist eine einzige verschachtelte Liste: - Idee',
  'there is no list; a mind map is one nested list: - Idea':
    'es gibt keine Liste; eine Mindmap ist eine einzige verschachtelte Liste: - Idee',
  'a mind map has at most {{max}} ideas': 'Ideen einer Mindmap: höchstens {{max}}',
  'a mind map has one root: indent this below the first idea':
    'eine Mindmap hat eine einzige Wurzel: Rücken Sie dies unter die erste Idee ein',
  'an idea needs words': 'eine Idee braucht Text',
  'a file has one title, at its beginning': 'eine Datei hat einen einzigen Titel, am Anfang',
  'before the first part, which begins with "## ", only paragraphs may stand':
    'vor dem ersten Teil, der mit „## “ beginnt, dürfen nur Absätze stehen',
  'there is no part: a part begins with "## " and its heading':
    'es gibt keinen Teil: Ein Teil beginnt mit „## “ und seiner Überschrift',
  'HTML is not read; write Markdown': 'HTML wird nicht gelesen; schreiben Sie Markdown',
  'the part has {{given}} characters, at most {{max}} are allowed':
    'der Teil hat {{given}} Zeichen, höchstens {{max}} sind erlaubt',
  'the part has too much markup; write it plainer':
    'der Teil enthält zu viel Formatierung; schreiben Sie ihn schlichter',
  'choice {{place}} of {{choices}} is right in {{count}} of {{questions}}, {{least}} to {{most}} are expected':
    'Antwortoption {{place}} von {{choices}} ist bei {{count}} von {{questions}} richtig, erwartet sind {{least}} bis {{most}}',
  'the right choice is the longest in {{count}} of {{questions}}, at most {{most}} are expected':
    'die richtige Antwortoption ist bei {{count}} von {{questions}} die längste, erwartet sind höchstens {{most}}',
  'it is empty': 'es ist leer',
  'The check “{{said.check}}” fails': 'Die Prüfung „{{said.check}}“ schlägt fehl',
  'one-correct-choice': 'genau eine richtige Antwortoption',
  'legal-distractors': 'spielbare falsche Antwortoptionen',
  'The plan was deleted': 'Der Plan wurde gelöscht',
  'No run uses the plan any more. It is kept, because drafts are written from it, a person edited it or you may not delete it':
    'Kein Lauf nutzt den Plan mehr. Er bleibt erhalten, weil Entwürfe nach ihm geschrieben werden, jemand ihn bearbeitet hat oder Sie ihn nicht löschen dürfen',
  'Every run finds the plan from now on': 'Von jetzt an findet jeder Lauf den Plan',
  'One part was changed': 'Ein Teil wurde geändert',
  'No parts were changed': 'Kein Teil wurde geändert',
  '{{count}} parts were changed': '{{count}} Teile wurden geändert',
  'Write groups as objects, not as names with dots': 'Schreiben Sie Gruppen als Objekte, nicht als Namen mit Punkten',
  'This is a group: give an object': 'Dies ist eine Gruppe: Geben Sie ein Objekt an',
  'This is a list: give a list of objects, [] for none':
    'Dies ist eine Liste: Geben Sie eine Liste von Objekten an, [] für keine',
  'This is a list: give a list, [] for none': 'Dies ist eine Liste: Geben Sie eine Liste an, [] für keine',
  'At most {{max}} rows are allowed, these are {{given}}': 'Höchstens {{max}} Zeilen sind erlaubt, es sind {{given}}',
  'Each row is an object': 'Jede Zeile ist ein Objekt',
  'There is no such block': 'Einen solchen Block gibt es nicht',
  'At most {{max}} are allowed, these are {{given}}': 'Höchstens {{max}} sind erlaubt, es sind {{given}}',
  'This is text: give a text': 'Dies ist Text: Geben Sie einen Text an',
  'At most {{max}} characters are allowed, these are {{given}}':
    'Höchstens {{max}} Zeichen sind erlaubt, es sind {{given}}',
  'This is a number: give a number': 'Dies ist eine Zahl: Geben Sie eine Zahl an',
  'Give a number from {{min}} to {{max}}': 'Geben Sie eine Zahl von {{min}} bis {{max}} an',
  'Give true or false': 'Geben Sie true oder false an',
  'This is a time: give it as in 2026-01-31T12:00:00Z':
    'Dies ist ein Zeitpunkt: Geben Sie ihn wie in 2026-01-31T12:00:00Z an',
  'Give the id of a document': 'Geben Sie die ID eines Dokuments an',
  'This rich text is too large: at most {{max}} characters of JSON, it has {{given}}':
    'Dieser formatierte Text ist zu groß: höchstens {{max}} Zeichen JSON, es sind {{given}}',
  'This is rich text: give {"root": {"type": "root", "children": […]}} as the editor saves it':
    'Dies ist formatierter Text: Geben Sie {"root": {"type": "root", "children": […]}} an, wie der Editor ihn speichert',
}
