import type { OfRuns } from '../sentences.js'

/** The German of what is said of calls, steps, runs, requests and alerts. */
export const germanRuns: OfRuns = {
  // Calls.
  'The call was stopped': 'Der Aufruf wurde abgebrochen',
  'The call was not made': 'Der Aufruf wurde nicht gemacht',
  'The answer ended before it was whole': 'Die Antwort endete, bevor sie vollständig war',
  '{{provider}} will not be called for {{said.duration}}: {{said.reason}}':
    '{{provider}} wird {{said.duration}} lang nicht aufgerufen: {{said.reason}}',
  '{{provider}} did not answer within {{said.duration}}':
    '{{provider}} hat nicht innerhalb von {{said.duration}} geantwortet',
  '{{provider}} fell silent for {{said.duration}}': '{{provider}} hat {{said.duration}} lang nichts mehr gesendet',
  '{{provider}} sent something that is not JSON': '{{provider}} hat etwas, das kein JSON ist gesendet',
  '{{provider}} sent JSON without an answer in it': '{{provider}} hat JSON ohne Antwort gesendet',
  '{{provider}} sent a piece of more than 2 MB': '{{provider}} hat ein Stück von mehr als 2 MB gesendet',
  '{{provider}} sent an answer of more than 8 MB': '{{provider}} hat eine Antwort von mehr als 8 MB gesendet',
  '{{provider}} sent an answer that is not UTF-8': '{{provider}} hat eine Antwort, die kein UTF-8 ist gesendet',
  '{{provider}} could not be asked: its baseURL or its apiKey holds characters that cannot be sent':
    '{{provider}} konnte nicht angefragt werden: baseURL oder apiKey enthält Zeichen, die sich nicht senden lassen',
  '{{provider}} sent nothing for 5 minutes, and Node waits no longer: have it stream, or ask for less at once':
    '{{provider}} hat 5 Minuten lang nichts gesendet, und Node wartet nicht länger: Lassen Sie die Antwort streamen, oder fordern Sie weniger auf einmal an',
  '{{provider}} could not be reached at {{host}} ({{code}}): check its baseURL':
    '{{provider}} war unter {{host}} nicht erreichbar ({{code}}): Prüfen Sie baseURL',
  'The connection to {{provider}} broke off': 'Die Verbindung zu {{provider}} ist abgebrochen',
  'The connection to {{provider}} broke off ({{code}})': 'Die Verbindung zu {{provider}} ist abgebrochen ({{code}})',
  '{{provider}} has no credit left: top up the account':
    'Bei {{provider}} ist kein Guthaben mehr: Laden Sie das Konto auf',
  '{{provider}} has no credit left ({{status}}): top up the account':
    'Bei {{provider}} ist kein Guthaben mehr ({{status}}): Laden Sie das Konto auf',
  '{{provider}} refused our key: check its apiKey': '{{provider}} hat unseren Schlüssel abgewiesen: Prüfen Sie apiKey',
  '{{provider}} refused our key ({{status}}): check its apiKey':
    '{{provider}} hat unseren Schlüssel abgewiesen ({{status}}): Prüfen Sie apiKey',
  '{{provider}} wants a key and was given none: check its apiKey':
    '{{provider}} verlangt einen Schlüssel und hat keinen bekommen: Prüfen Sie apiKey',
  '{{provider}} wants a key and was given none ({{status}}): check its apiKey':
    '{{provider}} verlangt einen Schlüssel und hat keinen bekommen ({{status}}): Prüfen Sie apiKey',
  '{{provider}} had no room at its flex tier ({{status}}): asked again at the normal one':
    '{{provider}} hatte in der Flex-Stufe keinen Platz ({{status}}): In der normalen Stufe wurde erneut angefragt',
  '{{provider}} asked us to slow down (429)': '{{provider}} verlangt, dass wir seltener anfragen (429)',
  '{{provider}} failed': '{{provider}} ist ausgefallen',
  '{{provider}} failed ({{status}})': '{{provider}} ist ausgefallen ({{status}})',
  '{{provider}} does not take {{parameter}} for {{model}} ({{status}}): left out from now on, and asked again':
    '{{provider}} nimmt {{parameter}} für {{model}} nicht an ({{status}}): Es wird von nun an weggelassen, und es wurde erneut angefragt',
  '{{provider}} does not know the model "{{model}}": check the model\'s name':
    '{{provider}} kennt das Modell „{{model}}“ nicht: Prüfen Sie den Namen des Modells',
  '{{provider}} does not know the model "{{model}}" ({{status}}): check the model\'s name':
    '{{provider}} kennt das Modell „{{model}}“ nicht ({{status}}): Prüfen Sie den Namen des Modells',
  '{{provider}} has nothing at this address (404): check its baseURL':
    '{{provider}} hat unter dieser Adresse nichts (404): Prüfen Sie baseURL',
  '{{provider}} cannot be made to write JSON in this way ({{status}}): set its capabilities':
    '{{provider}} lässt sich auf diese Weise nicht dazu bringen, JSON zu schreiben ({{status}}): Stellen Sie capabilities ein',
  '{{provider}} rejected the request ({{status}})': '{{provider}} hat die Anfrage abgewiesen ({{status}})',
  '{{provider}} declined to answer': '{{provider}} hat es abgelehnt, zu antworten',
  'The answer of {{provider}} was cut off at its length limit':
    'Die Antwort von {{provider}} wurde an der Längengrenze abgeschnitten',
  'The answer of {{provider}} could not be read: {{said.problem}}':
    'Die Antwort von {{provider}} war nicht lesbar: {{said.problem}}',
  'The answer of {{provider}} was not what was requested': 'Die Antwort von {{provider}} war nicht das Angeforderte',
  'The answer was not what was requested': 'Die Antwort war nicht das Angeforderte',
  'The answer was not what was requested: see {{keys}}': 'Die Antwort war nicht das Angeforderte: siehe {{keys}}',
  '1 second': '1 Sekunde',
  '{{count}} seconds': '{{count}} Sekunden',
  '1 minute': '1 Minute',
  '{{count}} minutes': '{{count}} Minuten',
  '1 hour': '1 Stunde',
  '{{count}} hours': '{{count}} Stunden',
  'it was empty': 'sie war leer',
  'it held no JSON': 'sie enthielt kein JSON',
  'it was no JSON, and too long to be repaired': 'sie war kein JSON und zu lang, um repariert zu werden',
  'it was no JSON and could not be repaired': 'sie war kein JSON und ließ sich nicht reparieren',
  'it was longer than {{max}} characters': 'sie war länger als {{max}} Zeichen',
  'it was nested deeper than {{max}} levels': 'sie war zu tief verschachtelt; Ebenen: höchstens {{max}}',
  'nothing with this key came back': 'zu diesem Schlüssel kam nichts zurück',
  'no drill with this key came back': 'keine Aufgabe mit diesem Schlüssel kam zurück',
  'no lesson with this key came back': 'keine Lektion mit diesem Schlüssel kam zurück',
  'more than one drill came back with this key': 'mehr als eine Aufgabe mit diesem Schlüssel kam zurück',
  'more than one lesson came back with this key': 'mehr als eine Lektion mit diesem Schlüssel kam zurück',
  '{{provider}} does not list the model "{{model}}" any more: set another one':
    '{{provider}} führt das Modell „{{model}}“ nicht mehr: Stellen Sie ein anderes ein',
  '{{provider}} shuts the model "{{model}}" down on {{date}}: set another one before':
    '{{provider}} schaltet das Modell „{{model}}“ am {{date}} ab: Stellen Sie vorher ein anderes ein',
  'The time for this request was up before an answer came':
    'Die Zeit für diese Anfrage war abgelaufen, bevor eine Antwort kam',
  'The time for this request is not enough for another call':
    'Die Zeit für diese Anfrage reicht nicht für einen weiteren Aufruf',
  'A request may make {{max}} calls, and they are made':
    'Aufrufe je Anfrage: höchstens {{max}}; die Grenze ist erreicht',
  'A request may use {{max}} tokens, and they are used':
    'Tokens je Anfrage: höchstens {{max}}; die Grenze ist erreicht',
  'A request may cost {{max}}, and that is spent': 'Kosten je Anfrage: höchstens {{max}}; die Grenze ist erreicht',
  // Steps, and the end of a run.
  'Something went wrong while working on this step; it is tried again':
    'Bei der Arbeit an diesem Schritt ist etwas schiefgegangen; er wird erneut versucht',
  'one of its steps was started {{count}} times and never came to an end':
    'einer der Schritte wurde {{count}} Mal begonnen und kam nie zu einem Ende',
  'The worker stopped before it was done': 'Der Worker hielt an, bevor dies erledigt war',
  'The lease on step {{step}} was lost': 'Schritt {{step}} war nicht mehr an diesen Worker vergeben',
  'The database did not keep what was saved': 'Die Datenbank hat nicht behalten, was gespeichert wurde',
  'It is tried again': 'Es wird erneut versucht',
  'Teachers and editors see why': 'Lehrende und Redakteure sehen den Grund',
  '1 of {{requested}} is missing': '1 von {{requested}} fehlt',
  '{{missing}} of {{requested}} are missing': '{{missing}} von {{requested}} fehlen',
  'And {{count}} more': 'Und {{count}} weitere',
  '{{finished}} of {{requested}} were finished and are kept':
    'Fertig geworden, bleibt erhalten: {{finished}} von {{requested}}',
  'The run could not be finished': 'Der Lauf konnte nicht beendet werden',
  'The run could not be finished: {{said.problem}}': 'Der Lauf konnte nicht beendet werden: {{said.problem}}',
  'the run took longer than it may': 'der Lauf dauerte länger, als er darf',
  'it was cancelled': 'er wurde abgebrochen',
  cancelled: 'abgebrochen',
  'it was never done': 'nie erledigt',
  'for reasons unknown': 'aus unbekannten Gründen',
  'no step was opened for it': 'dafür wurde kein Schritt angelegt',
  'It waits for the summary of the kit, which another step is writing':
    'Wartet auf die Zusammenfassung der Materialmappe, die ein anderer Schritt schreibt',
  'It waits for the plan, which another step is writing': 'Wartet auf den Plan, den ein anderer Schritt schreibt',
  'It waits for the lessons': 'Wartet auf die Lektionen',
  'It waits for call {{number}}': 'Wartet auf Aufruf {{number}}',
  'It waits for "{{title}}"': 'Wartet auf „{{title}}“',
  'call {{number}} of this section brought nothing: {{said.reason}}':
    'Aufruf {{number}} dieses Abschnitts brachte nichts: {{said.reason}}',
  'what an earlier call of this section wrote does not hold any more: {{said.reason}}':
    'was ein früherer Aufruf dieses Abschnitts geschrieben hat, gilt nicht mehr: {{said.reason}}',
  '"{{title}}", which it is written from, is missing: {{said.reason}}':
    '„{{title}}“, woraus dies geschrieben wird, fehlt: {{said.reason}}',
  'it was deleted': 'es wurde gelöscht',
  'it was never written': 'es wurde nie geschrieben',
  'it is not there any more': 'es ist nicht mehr da',
  'the position was deleted': 'die Stellung wurde gelöscht',
  'the drill was deleted': 'die Aufgabe wurde gelöscht',
  'the document was deleted': 'das Dokument wurde gelöscht',
  'the course was deleted': 'der Kurs wurde gelöscht',
  'the course {{id}} was deleted': 'der Kurs {{id}} wurde gelöscht',
  'the lesson was deleted': 'die Lektion wurde gelöscht',
  'the lesson was not created': 'die Lektion wurde nicht angelegt',
  'the run has no course': 'der Lauf hat keinen Kurs',
  'the position has no other legal move to choose from': 'in der Stellung steht kein anderer legaler Zug zur Wahl',
  'fewer positions were left than when the run was requested':
    'es waren weniger Stellungen übrig als zu der Zeit, als der Lauf angefordert wurde',
  'the plan has {{lessons}} lessons that are not there yet': 'Lektionen des Plans, die es noch nicht gibt: {{lessons}}',
  'the course does not have its lesson any more': 'der Kurs enthält die zugehörige Lektion nicht mehr',
  'the course has no lesson that it could be written from':
    'der Kurs hat keine Lektion, aus der dies geschrieben werden könnte',
  'the course goes on from lessons that are there; plan them first, by these titles: {{said.titles}}':
    'der Kurs führt vorhandene Lektionen fort; planen Sie diese zuerst, mit diesen Titeln: {{said.titles}}',
  'it came out as it was: do what feedback says': 'das Ergebnis ist unverändert: Tun Sie, was feedback sagt',
  'its format "{{format}}" is not there any more, or has no such parts':
    'das Format „{{format}}“ gibt es nicht mehr, oder es hat keine solchen Teile',
  'none of its parts can be written any more': 'keiner der Teile kann noch geschrieben werden',
  'No good plan came back; it is asked for once more in a simpler way':
    'Es kam kein guter Plan zurück; er wird noch einmal auf einfachere Weise angefordert',
  'No plan could be made, and there is none that could stand in for it':
    'Es konnte kein Plan erstellt werden, und es gibt keinen, der an seine Stelle treten könnte',
  'No plan could be made; the last good plan of the same objective ({{plan}}) stands in for it':
    'Es konnte kein Plan erstellt werden; an seine Stelle tritt der letzte gute Plan zum selben Lernziel ({{plan}})',
  "No plan could be made; the run's fallback plan ({{plan}}) stands in for it":
    'Es konnte kein Plan erstellt werden; an seine Stelle tritt der Ersatzplan des Laufs ({{plan}})',
  'The format "{{format}}" has no section "{{section}}" any more':
    'Das Format „{{format}}“ hat keinen Abschnitt „{{section}}“ mehr',
  'summary: {{said.problem}}': 'Zusammenfassung: {{said.problem}}',
  'it has {{given}} characters, it must be {{max}} words or fewer':
    'sie hat {{given}} Zeichen; Wörter: höchstens {{max}}',
  'nothing is said of the sources {{sources}}': 'zu diesen Quellen steht nichts darin: {{sources}}',
  '[{{keys}}] is no source': 'keine Quelle: [{{keys}}]',
  'expected text': 'Text wurde erwartet',
  'The plan may not be used any more; it is looked for again':
    'Der Plan darf nicht mehr benutzt werden; es wird erneut gesucht',
  'Another step is writing the plan': 'Ein anderer Schritt schreibt den Plan',
  'The plan that was to stand in is gone; it is looked for again':
    'Der Ersatzplan ist nicht mehr da; es wird erneut gesucht',
  'A plan was written: {{plan}}': 'Ein Plan wurde geschrieben: {{plan}}',
  'A plan was written anew, because what it is made from has changed; {{plan}} is the one that a person edited':
    'Ein Plan wurde neu geschrieben, weil sich seine Grundlage geändert hat; {{plan}} ist der, den jemand bearbeitet hat',
  'A copy of the plan {{plan}} waits for approval: {{copy}}':
    'Eine Kopie des Plans {{plan}} wartet auf Freigabe: {{copy}}',
  '{{said.budget}} is used up: {{used}} of {{limit}} tokens are used, and the next call may take up to {{needed}}':
    '{{said.budget}} ist aufgebraucht: {{used}} von {{limit}} Tokens sind verbraucht, und der nächste Aufruf kann bis zu {{needed}} kosten',
  '{{said.budget}} is used up: {{used}} of {{limit}} are used, and the next call may take up to {{needed}}':
    '{{said.budget}} ist aufgebraucht: {{used}} von {{limit}} sind verbraucht, und der nächste Aufruf kann bis zu {{needed}} kosten',
  '{{said.budget}} for today (UTC)': '{{said.budget}} für heute (UTC)',
  '{{said.budget}} for this month (UTC)': '{{said.budget}} für diesen Monat (UTC)',
  'The budget of this run': 'Das Budget dieses Laufs',
  "The requester's budget": 'Das Budget der anfordernden Person',
  "The budget of the requester's role": 'Das Budget der Rolle der anfordernden Person',
  'The budget of this site': 'Das Budget dieser Website',
  'Raise it and resume the run to go on': 'Erhöhen Sie es, und setzen Sie den Lauf fort',
  'It goes on when the budget is raised': 'Es geht weiter, sobald das Budget erhöht wird',
  'It goes on by itself on {{time}} UTC, or when the budget is raised':
    'Es geht am {{time}} UTC von selbst weiter, oder sobald das Budget erhöht wird',
  'Its plan waits for approval: edit it if you like, then resume the run':
    'Sein Plan wartet auf Freigabe: Bearbeiten Sie ihn, wenn Sie möchten, und setzen Sie dann den Lauf fort',
}
